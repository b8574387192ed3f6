import { useEffect, useState, type ReactNode } from 'react'
import type { Callback, ChatMessage, Person } from '../../telegram/state.ts'
import type { BotCommand, KeyButton } from '../../telegram/wire.ts'
import { AppBar } from '../shell/app-bar.tsx'
import { call } from '../shell/calls.ts'
import { Chat, Toast } from '../shell/chat-parts.tsx'
import { Composer, type Quoted } from '../shell/composer.tsx'
import { Icon } from '../shell/icons.tsx'
import { PhoneFrame } from '../shell/phone-frame.tsx'
import { callbackEvents, useTg } from '../shell/stores.ts'
import { useActs, type Acts } from '../shell/use-acts.ts'
import { usePhotos } from '../shell/use-attach.ts'
import { useReading } from '../shell/use-reading.ts'
import { useVendor } from '../shell/vendor.ts'
import { t } from '../texts.ts'
import { attachMenu, personMenu } from './tg-menus.ts'
import { sendDraft, type Focus } from './tg-send.ts'
import { TgBubble } from './TgBubble.tsx'
import { CommandButton, Keyboard, KeyboardToggle } from './TgKeyboard.tsx'
import { TgSheets, type Sheet } from './TgSheets.tsx'

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

/** One phone; nothing while the person is not known (yet). */
export function TgPhone({ personId, onClose }: { personId: number; onClose: () => void }): ReactNode {
  const person = useVendor(useTg()).people.find((one) => one.id === personId)
  return person && <TgScreen person={person} onClose={onClose} />
}

function TgScreen({ person, onClose }: { person: Person; onClose: () => void }): ReactNode {
  const store = useTg()
  const { chats, typing, extra } = useVendor(store)
  const frame = useReading(store, person)
  const acts = useActs(store.base, person.id)
  const [sheet, setSheet] = useState<Sheet>(null)
  const [focus, setFocus] = useState<Focus>(null)
  const { answer, close } = useAnswer(person.id)
  const messages = (chats[person.id] ?? []).filter((one) => !one.deleted)
  const name = fullName(person)
  const bot = extra.bot.first_name
  return (
    <PhoneFrame
      app="telegram"
      appName={t.tg.app}
      owner={name}
      ownerNote={`${person.role} · @${person.username ?? person.id}`}
      onClose={onClose}
      ref={frame}
    >
      <AppBar
        name={bot}
        note={typing[person.id] ? t.typing : t.tg.bot}
        menu={personMenu(person, acts, setSheet)}
      />
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
            botName={bot}
            onFocus={(mode) => setFocus({ mode, message })}
            onMove={() => setSheet({ move: message.id })}
          />
        )}
      </Chat>
      <Toast role="alert" text={acts.problem} onClose={acts.clear} />
      {answer && <Answer answer={answer} bot={bot} onClose={close} />}
      {person.started && !person.blocked ? (
        <Bottom
          person={person}
          acts={acts}
          messages={messages}
          bot={bot}
          focus={focus}
          setFocus={setFocus}
          open={setSheet}
        />
      ) : (
        <StartBar person={person} acts={acts} onLink={() => setSheet('link')} />
      )}
      <TgSheets sheet={sheet} close={() => setSheet(null)} acts={acts} messages={messages} />
    </PhoneFrame>
  )
}

type BottomProps = {
  person: Person
  acts: Acts
  messages: ChatMessage[]
  bot: string
  focus: Focus
  setFocus: (focus: Focus) => void
  open: (sheet: Sheet) => void
}

/** Input line, command button and the keyboard of the bot. */
function Bottom({ person, acts, messages, bot, focus, setFocus, open }: BottomProps): ReactNode {
  const { base } = useTg()
  const { photos, setPhotos, items } = usePhotos()
  const [keys, setKeys] = useState(true)
  const rows = person.keyboard?.rows
  const pressKey = (key: KeyButton): void => {
    if (key.request_location) open('location')
    else void acts.act({ type: 'key', text: key.text })
  }
  return (
    <>
      <Composer
        name={fullName(person)}
        placeholder={person.forceReply?.placeholder ?? person.keyboard?.placeholder}
        quoted={quotedOf(focus, person, messages, bot)}
        onDropQuoted={() => setFocus(null)}
        photos={photos}
        setPhotos={setPhotos}
        attach={[...items, ...attachMenu(base, acts, open)]}
        left={
          <CommandButton
            load={() => loadCommands(base, person.id)}
            onPick={(command) => void acts.act({ type: 'text', text: `/${command}` })}
          />
        }
        right={rows && <KeyboardToggle open={keys} onClick={() => setKeys(!keys)} />}
        onSend={async (draft) => {
          setFocus(null)
          await sendDraft(base, acts, focus, draft)
        }}
      />
      {rows && keys && <Keyboard rows={rows} onPress={pressKey} />}
    </>
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
