import type { ReactNode } from 'react'
import { chatParts } from './chat-parts.ts'

/** The words of a message with WhatsApp's *bold*, as the customer sees them. */
export function ChatText({ text }: { text: string }): ReactNode {
  return chatParts(text).map((part, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- the parts of one text never move
    part.bold ? <b key={index}>{part.text}</b> : part.text,
  )
}
