import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink, type LinkComponent } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'

type Native = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps>
type NativeButton = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>

function AnchorBase(props: AnchorProps & Native & { ref?: Ref<HTMLAnchorElement> }) {
  return <Anchor {...props} />
}
function ButtonBase(props: ButtonProps & NativeButton & { ref?: Ref<HTMLAnchorElement> }) {
  return <Button {...props} component="a" />
}

const RoutedAnchor = createLink(AnchorBase)
const RoutedButton = createLink(ButtonBase)

/** A text link inside the app: `<AnchorLink to="/tickets/$ticketId" params={{ ticketId }}>`. */
export const AnchorLink: LinkComponent<typeof AnchorBase> = (props) => (
  <RoutedAnchor preload="intent" {...props} />
)

/** A link that looks like a button. */
export const ButtonLink: LinkComponent<typeof ButtonBase> = (props) => (
  <RoutedButton preload="intent" {...props} />
)
