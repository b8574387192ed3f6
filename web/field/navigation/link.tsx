import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { BASE, go } from './router.ts'

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: string }

/** A real link (opens in a new tab, can be copied) that changes the page without loading it again. */
export function Link({ to, onClick, children, ...rest }: Props) {
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0
    if (event.defaultPrevented || modified) return
    event.preventDefault()
    go(to)
  }
  return (
    <a href={BASE + (to === '/' ? '/' : to)} onClick={click} {...rest}>
      {children}
    </a>
  )
}
