import { useEffect, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { t } from '../texts.ts'
import { IconButton } from './icons.tsx'

/** A modal over the whole page: focus stays inside, Escape and the backdrop close it. */
export function Dialog(props: {
  title: string
  onClose: () => void
  children: ReactNode
  side?: boolean
}): ReactNode {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    ref.current?.showModal()
  }, [])
  // Outside of the phone, so that it is neither clipped nor styled like one.
  return createPortal(
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- Escape is the dialog's own key
    <dialog
      ref={ref}
      className={props.side ? 'dialog side' : 'dialog'}
      aria-label={props.title}
      onClose={props.onClose}
      onClick={(event) => {
        if (event.target === ref.current) props.onClose()
      }}
    >
      <div className="dialog-box">
        <header className="dialog-head">
          <h2>{props.title}</h2>
          <IconButton icon="close" label={t.close} onClick={props.onClose} />
        </header>
        {props.children}
      </div>
    </dialog>,
    document.body,
  )
}

export function Field(props: { label: string; children: ReactNode }): ReactNode {
  return (
    // eslint-disable-next-line jsx-a11y/label-has-associated-control -- the control is the child
    <label className="field">
      <span>{props.label}</span>
      {props.children}
    </label>
  )
}
