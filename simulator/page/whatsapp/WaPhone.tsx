import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { ChatMessage, Person } from '../../whatsapp/state.ts'
import { call, upload } from '../shell/calls.ts'
import { Chat, Toast, useSeen } from '../shell/chat-parts.tsx'
import { Composer, pickFiles, type Draft, type Quoted } from '../shell/composer.tsx'
import { LocationForm, TextForm } from '../shell/forms.tsx'
import { Icon } from '../shell/icons.tsx'
import { Menu, type MenuItem } from '../shell/menu.tsx'
import { PhoneFrame } from '../shell/phone-frame.tsx'
import { useWa } from '../shell/stores.ts'
import { phoneLabel, weekdayClock } from '../shell/times.ts'
import { useNow } from '../shell/use-now.ts'
import { useActs, type Acts } from '../shell/use-acts.ts'
import { usePhotos } from '../shell/use-attach.ts'
import { useVendor } from '../shell/vendor.ts'
import { t } from '../texts.ts'
import { preview } from './preview.ts'
import { WaBubble } from './WaBubble.tsx'

type Sheet = 'location' | 'contact' | 'number' | null
type Focus = { mode: 'reply' | 'edit'; message: ChatMessage } | null

const WINDOW_MS = 24 * 3600 * 1000

function ownerNote(person: Person): string {
  const number = person.hidesNumber ? t.wa.numberHidden : phoneLabel(person.phone)
  return person.username ? `@${person.username} · ${number}` : number
}

function WindowNote({ person }: { person: Person }): ReactNode {
  const until = (person.lastInboundAt ?? 0) + WINDOW_MS
  const open = until > useNow(30_000)
  const note = open ? t.wa.windowOpen(weekdayClock(until)) : t.wa.windowClosed
  return <p className="window-note">{person.online ? note : t.wa.offline}</p>
}

function personMenu(person: Person, acts: Acts, open: (sheet: Sheet) => void): MenuItem[] {
  return [
    person.online
      ? { label: t.wa.goOffline, onPick: () => void acts.patch({ online: false }) }
      : { label: t.wa.goOnline, onPick: () => void acts.patch({ online: true }) },
    {
      label: person.readReceipts ? t.wa.receiptsOff : t.wa.receiptsOn,
      onPick: () => void acts.patch({ readReceipts: !person.readReceipts }),
    },
    { label: t.wa.dayLater, onPick: () => void acts.patch({ hoursSinceInbound: 25 }) },
    { label: t.wa.changeNumber, onPick: () => open('number') },
    {
      label: person.blocked ? t.wa.unblock : t.wa.block,
      danger: !person.blocked,
      onPick: () => void acts.patch({ blocked: !person.blocked }),
    },
  ]
}

function quotedOf(focus: Focus, business: string): Quoted | undefined {
  if (!focus) return undefined
  const title =
    focus.mode === 'edit' ? t.editing : t.replyTo(focus.message.from === 'person' ? t.you : business)
  return {
    mode: focus.mode,
    title,
    text: focus.mode === 'edit' ? focus.message.text : preview(focus.message),
  }
}

/** One phone; nothing while the person is not known (yet). */
export function WaPhone({ personId, onClose }: { personId: string; onClose: () => void }): ReactNode {
  const person = useVendor(useWa()).people.find((one) => one.id === personId)
  return person && <WaScreen person={person} onClose={onClose} />
}

function WaScreen({ person, onClose }: { person: Person; onClose: () => void }): ReactNode {
  const personId = person.id
  const store = useWa()
  const state = useVendor(store)
  const frame = useRef<HTMLElement>(null)
  const seen = useSeen(frame)
  const acts = useActs(store.base, personId)
  const [sheet, setSheet] = useState<Sheet>(null)
  const [focus, setFocus] = useState<Focus>(null)
  const { photos, setPhotos, items } = usePhotos()
  const { unread } = person
  useEffect(() => store.want(personId), [store, personId])
  useEffect(() => {
    if (seen && unread > 0) void call(store.base, 'POST', `/_sim/people/${personId}/read`)
  }, [seen, unread, store, personId])
  const business = state.extra.name
  // What is not on the phone yet is not shown; reactions are drawn at their message.
  const messages = (state.chats[personId] ?? []).filter(
    (one) => (one.from === 'person' || one.arrived) && one.body.type !== 'reaction',
  )
  const typing = state.typing[personId] ?? false
  const send = async ({ text, photos: chosen }: Draft): Promise<void> => {
    const now = focus
    setFocus(null)
    if (now?.mode === 'edit') return void (await acts.act({ type: 'edit', messageId: now.message.id, text }))
    const quote = now ? { replyTo: now.message.id } : {}
    if (chosen.length === 0) return void (await acts.act({ type: 'text', text, ...quote }))
    const ids = await Promise.all(chosen.map((photo) => upload(store.base, photo.blob, photo.name)))
    const files = ids.map((mediaId, i) => ({ mediaId, ...(i === 0 && text ? { caption: text } : {}) }))
    await acts.act(
      files.length === 1 ? { type: 'image', ...files[0], ...quote } : { type: 'album', photos: files },
    )
  }
  const sendDocument = async (): Promise<void> => {
    for (const file of await pickFiles('', false)) {
      const mediaId = await upload(store.base, file, file.name)
      await acts.act({ type: 'document', mediaId, filename: file.name })
    }
  }
  const attach: MenuItem[] = [
    ...items,
    { icon: 'file', label: t.media.document, onPick: () => void sendDocument() },
    {
      icon: 'file',
      label: t.media.samplePdf,
      onPick: () => void acts.act({ type: 'document', filename: 'contoh.pdf' }),
    },
    { icon: 'mic', label: t.media.voice, onPick: () => void acts.act({ type: 'audio' }) },
    { icon: 'pin', label: t.media.location, onPick: () => setSheet('location') },
    { icon: 'person', label: t.media.contact, onPick: () => setSheet('contact') },
    { icon: 'person', label: t.media.ownNumber, onPick: () => void acts.act({ type: 'share-number' }) },
    { icon: 'star', label: t.media.sticker, onPick: () => void acts.act({ type: 'sticker' }) },
    {
      icon: 'list',
      label: t.media.unsupported,
      onPick: () => void acts.act({ type: 'unsupported', kind: 'poll_creation' }),
    },
  ]
  return (
    <PhoneFrame
      app="whatsapp"
      appName={t.wa.app}
      owner={person.name}
      ownerNote={ownerNote(person)}
      off={!person.online}
      onClose={onClose}
      ref={frame}
    >
      <div className="app-bar">
        <span className="avatar" aria-hidden="true">
          {business.slice(0, 3)}
        </span>
        <div>
          <strong>
            {business}{' '}
            <span className="verified" aria-hidden="true">
              <Icon name="check" size={11} />
            </span>
          </strong>
          <small>{typing ? t.typing : t.wa.businessAccount}</small>
        </div>
        <Menu icon="more" label={t.more} items={personMenu(person, acts, setSheet)} />
      </div>
      <WindowNote person={person} />
      <Chat
        messages={messages}
        label={t.phoneOf(person.name, t.wa.app)}
        after={
          typing && (
            <div className="bubble theirs typing-dots" role="img" aria-label={t.typing}>
              • • •
            </div>
          )
        }
      >
        {(message) => (
          <WaBubble
            message={message}
            quoted={messages.find((one) => one.id === message.replyTo)}
            person={person}
            base={store.base}
            acts={acts}
            business={business}
            onFocus={(mode) => setFocus({ mode, message })}
            onLocation={() => setSheet('location')}
          />
        )}
      </Chat>
      <Toast role="alert" text={acts.problem} onClose={acts.clear} />
      {person.blocked ? (
        <div className="blocked-bar">
          <p>{t.wa.blocked}</p>
          <button type="button" onClick={() => void acts.patch({ blocked: false })}>
            {t.wa.unblock}
          </button>
        </div>
      ) : (
        <Composer
          name={person.name}
          quoted={quotedOf(focus, business)}
          onDropQuoted={() => setFocus(null)}
          photos={photos}
          setPhotos={setPhotos}
          attach={attach}
          onSend={send}
        />
      )}
      <WaSheets sheet={sheet} close={() => setSheet(null)} acts={acts} />
    </PhoneFrame>
  )
}

function WaSheets({ sheet, close, acts }: { sheet: Sheet; close: () => void; acts: Acts }): ReactNode {
  if (sheet === 'location') {
    return (
      <LocationForm
        withName
        onClose={close}
        onSend={({ accuracy: _unknown, ...position }) => void acts.act({ type: 'location', ...position })}
      />
    )
  }
  if (sheet === 'contact') {
    const fields = [
      { key: 'name', label: t.contactForm.name, required: true },
      { key: 'phone', label: t.contactForm.phone, required: true, type: 'tel' },
    ]
    return (
      <TextForm
        title={t.contactForm.title}
        fields={fields}
        action={t.send}
        onClose={close}
        onSubmit={async (contact) => void (await acts.act({ type: 'contacts', contacts: [contact] }))}
      />
    )
  }
  if (sheet === 'number') {
    const fields = [{ key: 'phone', label: t.wa.newNumber, required: true, type: 'tel' }]
    return (
      <TextForm
        title={t.wa.changeNumber}
        fields={fields}
        action={t.save}
        onClose={close}
        onSubmit={({ phone = '' }) => acts.patch({ phone: phone.replace(/\D/g, '').replace(/^0/, '62') })}
      />
    )
  }
  return null
}
