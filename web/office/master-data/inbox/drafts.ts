import { useState } from 'react'

type Kind = 'reply' | 'note'
const STORE = 'gss-inbox-drafts'
const LONGEST = 4096

// What was typed stays with its conversation while one looks into another, and over a reload of the page.
const texts = new Map<string, string>(stored())
// A chosen file stays only as long as the page: a browser keeps none of it.
const files = new Map<string, File>()

function stored(): [string, string][] {
  try {
    return Object.entries(JSON.parse(sessionStorage.getItem(STORE) ?? '{}') as Record<string, string>)
  } catch {
    return []
  }
}

function keep(): void {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(Object.fromEntries(texts)))
  } catch {
    // no room or no storage: the drafts live until the page is left
  }
}

/** What is being written in a conversation at this moment; a render may show an older state of it. */
export const draftOf = (conversationId: string, kind: Kind): string =>
  texts.get(`${conversationId}:${kind}`) ?? ''

/** The file chosen in a conversation at this moment. */
export const chosenFileOf = (conversationId: string): File | null => files.get(conversationId) ?? null

/** Changes what is being written in a conversation, from outside of its form. */
export function writeDraft(conversationId: string, kind: Kind, text: string): string {
  const key = `${conversationId}:${kind}`
  const short = text.slice(0, LONGEST)
  if (short) texts.set(key, short)
  else texts.delete(key)
  keep()
  return short
}

/** The text that is being written in a conversation, and the function that changes it. */
export function useDraft(conversationId: string, kind: Kind): [string, (text: string) => void] {
  const [text, setText] = useState(draftOf(conversationId, kind))
  return [text, (next) => setText(writeDraft(conversationId, kind, next))]
}

/** The file that is about to be sent in a conversation. */
export function useChosenFile(conversationId: string): [File | null, (file: File | null) => void] {
  const [file, setFile] = useState(chosenFileOf(conversationId))
  return [
    file,
    (next) => {
      if (next) files.set(conversationId, next)
      else files.delete(conversationId)
      setFile(next)
    },
  ]
}
