import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Callback, ChatMessage, Person } from '../../telegram/state.ts'
import type { BotCommand, KeyButton } from '../../telegram/wire.ts'
import { call, upload } from '../shell/calls.ts'
import { Chat, Toast, useSeen } from '../shell/chat-parts.tsx'
import { Composer, pickFiles, type Draft, type Quoted } from '../shell/composer.tsx'
import { Icon } from '../shell/icons.tsx'
import { Menu, type MenuItem } from '../shell/menu.tsx'
import { PhoneFrame } from '../shell/phone-frame.tsx'
import { callbackEvents, useTg } from '../shell/stores.ts'
import { useActs, type Acts } from '../shell/use-acts.ts'
import { usePhotos } from '../shell/use-attach.ts'
import { useVendor } from '../shell/vendor.ts'
import { t } from '../texts.ts'
import { TgBubble } from './TgBubble.tsx'
import { CommandButton, Keyboard, KeyboardToggle } from './TgKeyboard.tsx'
import { TgSheets, type Sheet } from './TgSheets.tsx'

type Focus = { mode: 'reply' | 'edit'; message: ChatMessage } | null

const fullName = (person: Person): string => [person.firstName, person.lastName].filter(Boolean).join(' ')

/** The bot's answer to a press shows for a moment; an alert stays until it is closed. */
function useAnswer(personId: number): { answer: Callback | null; close: () => void } {
  const [answer, setAnswer] = useState<Callback | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const hear = (event: Event): void => {
      const callback = (event as CustomEvent<Callback>).detail
      if (callback.personId !== personId || !callback.answered || !callback.text) return
      clearTimeout(timer)
      setAnswer(callback)
      if (!callback.showAlert) timer = setTimeout(() => setAnswer(null), 5000)
    }
    callbackEvents.addEventListener('callback', hear)
    return () => {
      clearTimeout(timer)
      callbackEvents.removeEventListener('callback', hear)
    }
  }, [personId])
  return { answer, close: () => setAnswer(null) }
}

function quotedOf(focus: Focus, person: Person, messages: ChatMessage[], bot: string): Quoted | undefined {
  const asked = messages.find((one) => one.id === person.forceReply?.messageId)
  if (focus) {
    const title = focus.mode === 'edit' ? t.editing : t.replyTo(focus.message.from === 'person' ? t.you : bot)
    return { mode: focus.mode, title, text: focus.message.text }
  }
  return asked ? { mode: 'reply', title: t.replyTo(bot), text: asked.text } : undefined
}

function personMenu(person: Person, acts: Acts, open: (sheet: Sheet) => void): MenuItem[] {
  const block: MenuItem = person.blocked
    ? { label: t.tg.unblock, onPick: () => void acts.patch({ blocked: false }) }
    : { label: t.tg.block, danger: true, onPick: () => void acts.patch({ blocked: true }) }
  return [
    { label: t.tg.openLink, icon: 'link', onPick: () => open('link') },
    ...(person.started ? [block] : []),
  ]
}

async function sendDraft(base: string, acts: Acts, focus: Focus, { text, photos }: Draft): Promise<void> {
  if (focus?.mode === 'edit')
    return void (await acts.act({ type: 'edit', messageId: focus.message.id, text }))
  const quote = focus ? { replyTo: focus.message.id } : {}
  if (photos.length === 0) return void (await acts.act({ type: 'text', text, ...quote }))
  const ids = await Promise.all(photos.map((photo) => upload(base, photo.blob, photo.name)))
  const files = ids.map((fileId, i) => ({ fileId, ...(i === 0 && text ? { caption: text } : {}) }))
  await acts.act(
    files.length === 1 ? { type: 'photo', ...files[0], ...quote } : { type: 'album', photos: files },
  )
}

async function sendDocument(base: string, acts: Acts, accept = ''): Promise<void> {
  for (const file of await pickFiles(accept, false)) {
    const fileId = await upload(base, file, file.name)
    await acts.act({ type: 'document', fileId, filename: file.name })
  }
}

/** One phone; nothing while the person is not known (yet). */
export function TgPhone({ personId, onClose }: { personId: number; onClose: () => void }): ReactNode {
  const person = useVendor(useTg()).people.find((one) => one.id === personId)
  return person && <TgScreen person={person} onClose={onClose} />
}

function TgScreen({ person, onClose }: { person: Person; onClose: () => void }): ReactNode {
  const personId = person.id
  const store = useTg()
  const state = useVendor(store)
  const frame = useRef<HTMLElement>(null)
  const seen = useSeen(frame)
  const acts = useActs(store.base, personId)
  const [sheet, setSheet] = useState<Sheet>(null)
  const [focus, setFocus] = useState<Focus>(null)
  const [keys, setKeys] = useState(true)
  const { photos, setPhotos, items } = usePhotos()
  const { answer, close } = useAnswer(personId)
  const { unread } = person
  useEffect(() => store.want(personId), [store, personId])
  useEffect(() => {
    if (seen && unread > 0) void call(store.base, 'POST', `/_sim/people/${personId}/read`)
  }, [seen, unread, store, personId])
  const { bot } = state.extra
  const messages = (state.chats[personId] ?? []).filter((one) => !one.deleted)
  const typing = state.typing[personId] ?? false
  const name = fullName(person)
  const attach: MenuItem[] = [
    ...items,
    { icon: 'file', label: t.media.document, onPick: () => void sendDocument(store.base, acts) },
    {
      icon: 'image',
      label: t.media.originalPhoto,
      onPick: () => void sendDocument(store.base, acts, 'image/*'),
    },
    {
      icon: 'file',
      label: t.media.samplePdf,
      onPick: () => void acts.act({ type: 'document', filename: 'contoh.pdf' }),
    },
    { icon: 'mic', label: t.media.voice, onPick: () => void acts.act({ type: 'voice' }) },
    { icon: 'pin', label: t.media.location, onPick: () => setSheet('location') },
    { icon: 'pin', label: t.media.liveLocation, onPick: () => setSheet('live') },
    { icon: 'person', label: t.media.ownNumber, onPick: () => void acts.act({ type: 'contact' }) },
    { icon: 'person', label: t.media.contact, onPick: () => setSheet('contact') },
  ]
  const pressKey = (key: KeyButton): void => {
    if (key.request_location) setSheet('location')
    else void acts.act({ type: 'key', text: key.text })
  }
  const rows = person.keyboard?.rows
  return (
    <PhoneFrame
      app="telegram"
      appName={t.tg.app}
      owner={name}
      ownerNote={`${person.role} · @${person.username ?? person.id}`}
      onClose={onClose}
      ref={frame}
    >
      <div className="app-bar">
        <span className="avatar" aria-hidden="true">
          {bot.first_name.slice(0, 3)}
        </span>
        <div>
          <strong>{bot.first_name}</strong>
          <small>{typing ? t.typing : t.tg.bot}</small>
        </div>
        <Menu icon="more" label={t.more} items={personMenu(person, acts, setSheet)} />
      </div>
      <Chat
        messages={messages}
        label={t.phoneOf(name, t.tg.app)}
        after={messages.length === 0 && <Welcome started={person.started} />}
      >
        {(message) => (
          <TgBubble
            message={message}
            base={store.base}
            acts={acts}
            botName={bot.first_name}
            onFocus={(mode) => setFocus({ mode, message })}
            onMove={() => setSheet({ move: message.id })}
          />
        )}
      </Chat>
      <Toast role="alert" text={acts.problem} onClose={acts.clear} />
      {answer && <Answer answer={answer} bot={bot.first_name} onClose={close} />}
      {person.started && !person.blocked ? (
        <>
          <Composer
            name={name}
            placeholder={person.forceReply?.placeholder ?? person.keyboard?.placeholder}
            quoted={quotedOf(focus, person, messages, bot.first_name)}
            onDropQuoted={() => setFocus(null)}
            photos={photos}
            setPhotos={setPhotos}
            attach={attach}
            left={
              <CommandButton
                load={() => loadCommands(store.base, personId)}
                onPick={(command) => void acts.act({ type: 'text', text: `/${command}` })}
              />
            }
            right={rows && <KeyboardToggle open={keys} onClick={() => setKeys(!keys)} />}
            onSend={async (draft) => {
              setFocus(null)
              await sendDraft(store.base, acts, focus, draft)
            }}
          />
          {rows && keys && <Keyboard rows={rows} onPress={pressKey} />}
        </>
      ) : (
        <StartBar person={person} acts={acts} onLink={() => setSheet('link')} />
      )}
      <TgSheets sheet={sheet} close={() => setSheet(null)} acts={acts} messages={messages} />
    </PhoneFrame>
  )
}

async function loadCommands(base: string, personId: number): Promise<BotCommand[]> {
  return (await call<{ commands: BotCommand[] }>(base, 'GET', `/_sim/people/${personId}/commands`)).commands
}

function Welcome({ started }: { started: boolean }): ReactNode {
  return (
    <div className="welcome">
      <strong>{t.tg.whatCan}</strong>
      <p>{started ? t.wa.empty : t.tg.notStarted}</p>
    </div>
  )
}

function StartBar({ person, acts, onLink }: { person: Person; acts: Acts; onLink: () => void }): ReactNode {
  return (
    <div className="start-bar">
      {person.blocked && <p>{t.tg.blocked}</p>}
      <button type="button" className="start" onClick={() => void acts.act({ type: 'start' })}>
        {person.blocked ? t.tg.restart : t.tg.start}
      </button>
      <button type="button" className="link" onClick={onLink}>
        <Icon name="link" size={16} />
        {t.tg.openLink}
      </button>
    </div>
  )
}

function Answer({ answer, bot, onClose }: { answer: Callback; bot: string; onClose: () => void }): ReactNode {
  if (!answer.showAlert) {
    return <Toast role="status" text={answer.text ?? ''} onClose={onClose} />
  }
  return (
    <div className="alert" role="alertdialog" aria-label={bot}>
      <div>
        <strong>{bot}</strong>
        <p>{answer.text}</p>
        <button type="button" autoFocus onClick={onClose}>
          {t.ok}
        </button>
      </div>
    </div>
  )
}
