import { useState, type ReactNode } from 'react'
import type { BotCommand, KeyButton } from '../../telegram/wire.ts'
import { Icon, IconButton } from '../shell/icons.tsx'
import { Menu, type MenuItem } from '../shell/menu.tsx'
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

type CommandProps = { load: () => Promise<BotCommand[]>; onPick: (command: string) => void }

/** The "/" button: commands are asked for when it opens, because the bot may change them. */
export function CommandButton({ load, onPick }: CommandProps): ReactNode {
  const [commands, setCommands] = useState<BotCommand[]>([])
  const items = commands.map((one): MenuItem => ({
    label: `/${one.command}`,
    hint: one.description,
    onPick: () => onPick(one.command),
  }))
  return (
    <Menu
      icon="slash"
      label={t.tg.commands}
      items={items}
      empty={t.tg.noCommands}
      onOpen={() => void load().then(setCommands)}
    />
  )
}
