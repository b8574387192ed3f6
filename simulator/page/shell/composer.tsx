import { useEffect, useRef, useState, type ReactNode } from 'react'
import { t } from '../texts.ts'
import { Icon, IconButton } from './icons.tsx'
import { Menu, type MenuItem } from './menu.tsx'

export type Photo = { blob: Blob; name: string; url: string }
export type Draft = { text: string; photos: Photo[] }
export type Quoted = { mode: 'reply' | 'edit'; title: string; text: string }

export const photoOf = (blob: Blob, name: string): Photo => ({ blob, name, url: URL.createObjectURL(blob) })

type Props = {
  name: string
  placeholder?: string | undefined
  quoted: Quoted | undefined
  onDropQuoted: () => void
  photos: Photo[]
  setPhotos: (photos: Photo[]) => void
  attach: MenuItem[]
  left?: ReactNode
  right?: ReactNode
  onSend: (draft: Draft) => Promise<void>
}

/** The line at the bottom of a phone. Enter sends, Shift+Enter makes a new line. */
export function Composer(props: Props): ReactNode {
  const { quoted, photos } = props
  const [text, setText] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  const editing = quoted?.mode === 'edit' ? quoted.text : undefined
  useEffect(() => {
    if (editing !== undefined) setText(editing)
  }, [editing])
  useEffect(() => {
    if (quoted) area.current?.focus()
  }, [quoted])
  useEffect(() => {
    const box = area.current
    if (!box) return
    box.style.height = 'auto'
    box.style.height = `${Math.min(120, box.scrollHeight)}px`
  }, [text])
  const ready = text.trim() !== '' || photos.length > 0
  const send = async (): Promise<void> => {
    if (!ready) return
    const draft = { text: text.trim(), photos }
    setText('')
    props.setPhotos([])
    await props.onSend(draft)
  }
  return (
    <div className="composer">
      {quoted && (
        <div className="quoted-line">
          <Icon name="reply" size={16} />
          <div>
            <strong>{quoted.title}</strong>
            <span>{quoted.text}</span>
          </div>
          <IconButton
            icon="close"
            label={t.cancel}
            size={16}
            onClick={() => {
              if (quoted.mode === 'edit') setText('')
              props.onDropQuoted()
            }}
          />
        </div>
      )}
      {photos.length > 0 && <PhotoStrip photos={photos} setPhotos={props.setPhotos} />}
      <form
        className="composer-row"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {props.left}
        <Menu icon="clip" label={t.attach} items={props.attach} />
        <textarea
          ref={area}
          rows={1}
          value={text}
          aria-label={`${t.message}: ${props.name}`}
          placeholder={photos.length > 0 ? t.caption : (props.placeholder ?? t.message)}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            void send()
          }}
        />
        {props.right}
        <button type="submit" className="send" aria-label={t.send} disabled={!ready}>
          <Icon name="send" />
        </button>
      </form>
    </div>
  )
}

function PhotoStrip({
  photos,
  setPhotos,
}: {
  photos: Photo[]
  setPhotos: (photos: Photo[]) => void
}): ReactNode {
  return (
    <ul className="photo-strip" aria-label={t.photoCount(photos.length)}>
      {photos.map((photo, i) => (
        <li key={photo.url}>
          <img src={photo.url} alt={photo.name} />
          <IconButton
            icon="close"
            size={14}
            label={`${t.removePhoto} ${i + 1}`}
            onClick={() => setPhotos(photos.filter((one) => one !== photo))}
          />
        </li>
      ))}
    </ul>
  )
}

/** Asks the browser for files; resolves with none when the choice is cancelled. */
export function pickFiles(accept: string, multiple: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', accept, multiple })
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
