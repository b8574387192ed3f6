import type { ReactNode } from 'react'
import { t } from '../texts.ts'
import { Icon } from './icons.tsx'
import { Menu, type MenuItem } from './menu.tsx'

/** The coloured bar with whom one talks to. */
export function AppBar(props: {
  name: string
  note: string
  verified?: boolean
  menu: MenuItem[]
}): ReactNode {
  return (
    <div className="app-bar">
      <span className="avatar" aria-hidden="true">
        {props.name.slice(0, 3)}
      </span>
      <div>
        <strong>
          {props.name}{' '}
          {props.verified && (
            <span className="verified" aria-hidden="true">
              <Icon name="check" size={11} />
            </span>
          )}
        </strong>
        <small>{props.note}</small>
      </div>
      <Menu icon="more" label={t.more} items={props.menu} />
    </div>
  )
}
