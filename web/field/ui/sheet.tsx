import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useText } from '../texts/use-text.ts'
import { Icon } from './icon.tsx'

/** A panel from below, within the thumb's reach. The browser's own dialog keeps the focus and closes on Esc. */
export function Sheet({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
    return () => element?.close()
  }, [])
  useEffect(() => {
    const element = dialog.current
    // the dark part around the panel belongs to the dialog element itself
    const click = (event: MouseEvent) => {
      if (event.target === element) onClose()
    }
    element?.addEventListener('click', click)
    return () => element?.removeEventListener('click', click)
  }, [onClose])
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="sheet-body">
        <div className="sheet-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="icon-button" aria-label={t('action.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
