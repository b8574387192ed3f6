import { useState, type ReactNode } from 'react'
import type { BotCommand, KeyButton } from '../../telegram/wire.ts'
import { Icon, IconButton } from '../shell/icons.tsx'
import { t } from '../texts.ts'

/** The keyboard that the bot put under the input line. */
export function Keyboard({
  rows,
  onPress,
}: {
  rows: KeyButton[][]
  onPress: (key: KeyButton) => void
}): ReactNode {
  return (
    <div className="keyboard" role="group" aria-label={t.tg.keyboard}>
      {rows.map((row) => (
        <div key={row.map((key) => key.text).join('|')} className="keyboard-row">
          {row.map((key) => (
            <button key={key.text} type="button" onClick={() => onPress(key)}>
              {key.request_location && <Icon name="pin" size={16} />}
              {key.request_contact && <Icon name="person" size={16} />}
              {key.text}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}

export function KeyboardToggle({ open, onClick }: { open: boolean; onClick: () => void }): ReactNode {
  return <IconButton icon="keyboard" label={t.tg.keyboard} pressed={open} onClick={onClick} />
}

/** The "/" button: commands are asked for when it opens, because the bot may change them. */
export function CommandButton({
  load,
  onPick,
}: {
  load: () => Promise<BotCommand[]>
  onPick: (command: string) => void
}): ReactNode {
  const [commands, setCommands] = useState<BotCommand[] | null>(null)
  return (
    <div className="menu commands">
      <IconButton
        icon="slash"
        label={t.tg.commands}
        pressed={commands !== null}
        onClick={() => (commands ? setCommands(null) : void load().then(setCommands))}
      />
      {commands && (
        <div className="menu-list up left" role="menu" aria-label={t.tg.commands}>
          {commands.length === 0 && <p>{t.tg.noCommands}</p>}
          {commands.map((one) => (
            <button
              key={one.command}
              type="button"
              role="menuitem"
              onClick={() => {
                setCommands(null)
                onPick(one.command)
              }}
            >
              <strong>/{one.command}</strong> <small>{one.description}</small>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
