import { useState, type ReactNode } from 'react'
import type { ChatMessage, Person } from '../../whatsapp/state.ts'
import { AppBar } from '../shell/app-bar.tsx'
import { Chat, Toast } from '../shell/chat-parts.tsx'
import { Composer, type Draft, type Quoted } from '../shell/composer.tsx'
import { PhoneFrame } from '../shell/phone-frame.tsx'
import { useWa } from '../shell/stores.ts'
import { phoneLabel, weekdayClock } from '../shell/times.ts'
import { useActs, type Acts } from '../shell/use-acts.ts'
import { usePhotos } from '../shell/use-attach.ts'
import { useNow } from '../shell/use-now.ts'
import { useReading } from '../shell/use-reading.ts'
import { useVendor } from '../shell/vendor.ts'
import { t } from '../texts.ts'
import { preview } from './preview.ts'
import { attachMenu, personMenu } from './wa-menus.ts'
import { sendDraft, type Focus } from './wa-send.ts'
import { WaBubble } from './WaBubble.tsx'
import { WaSheets, type Sheet } from './WaSheets.tsx'

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
  const store = useWa()
  const { chats, typing, extra: business } = useVendor(store)
  const frame = useReading(store, person)
  const acts = useActs(store.base, person.id)
  const [sheet, setSheet] = useState<Sheet>(null)
  const [focus, setFocus] = useState<Focus>(null)
  const { photos, setPhotos, items } = usePhotos()
  const types = typing[person.id] ?? false
  const send = async (draft: Draft): Promise<void> => {
    setFocus(null)
    await sendDraft(store.base, acts, focus, draft)
  }
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
      <AppBar
        name={business.name}
        verified
        note={types ? t.typing : t.wa.businessAccount}
        menu={personMenu(person, acts, setSheet)}
      />
      <WindowNote person={person} />
      <Messages
        person={person}
        messages={visible(chats[person.id])}
        acts={acts}
        typing={types}
        onFocus={setFocus}
        onLocation={() => setSheet('location')}
      />
      <Toast role="alert" text={acts.problem} onClose={acts.clear} />
      {person.blocked ? (
        <BlockedBar acts={acts} />
      ) : (
        <Composer
          name={person.name}
          quoted={quotedOf(focus, business.name)}
          onDropQuoted={() => setFocus(null)}
          photos={photos}
          setPhotos={setPhotos}
          attach={[...items, ...attachMenu(store.base, acts, setSheet)]}
          onSend={send}
        />
      )}
      <WaSheets sheet={sheet} close={() => setSheet(null)} acts={acts} />
    </PhoneFrame>
  )
}

/** What is not on the phone yet is not shown; reactions are drawn at their message. */
function visible(chat: ChatMessage[] | undefined): ChatMessage[] {
  return (chat ?? []).filter((one) => (one.from === 'person' || one.arrived) && one.body.type !== 'reaction')
}

type MessagesProps = {
  person: Person
  messages: ChatMessage[]
  acts: Acts
  typing: boolean
  onFocus: (focus: Focus) => void
  onLocation: () => void
}

function Messages({ person, messages, acts, typing, onFocus, onLocation }: MessagesProps): ReactNode {
  const store = useWa()
  const dots = (
    <div className="bubble theirs typing-dots" role="img" aria-label={t.typing}>
      • • •
    </div>
  )
  return (
    <Chat messages={messages} label={t.phoneOf(person.name, t.wa.app)} after={typing && dots}>
      {(message) => (
        <WaBubble
          message={message}
          quoted={messages.find((one) => one.id === message.replyTo)}
          person={person}
          base={store.base}
          acts={acts}
          business={store.state.extra.name}
          onFocus={(mode) => onFocus({ mode, message })}
          onLocation={onLocation}
        />
      )}
    </Chat>
  )
}

function BlockedBar({ acts }: { acts: Acts }): ReactNode {
  return (
    <div className="blocked-bar">
      <p>{t.wa.blocked}</p>
      <button type="button" onClick={() => void acts.patch({ blocked: false })}>
        {t.wa.unblock}
      </button>
    </div>
  )
}
