import { Component, type ReactNode } from 'react'
import { say } from '../texts/catalogue.ts'

/** A part that cannot be drawn must not leave a white page in the field. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <main className="page state" role="alert">
        <h1>{say('app.broken')}</h1>
        <p>{say('app.brokenHint')}</p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          <span>{say('app.reload')}</span>
        </button>
      </main>
    )
  }
}
