import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { insertMention, matchPeople, mentionSearch, type Person } from './mentions.ts'

export type Mentions = {
  listId: string
  options: Person[]
  active: number
  open: boolean
  pick: (person: Person) => void
  /** @returns whether the key was for the list */
  onKeyDown: (event: KeyboardEvent) => boolean
  /** after every change and move of the cursor */
  look: (cursor: number) => void
  fieldProps: Record<string, string | undefined>
}

/** Colleagues to choose from while "@" is typed; arrows choose, Enter takes, Escape leaves the text. */
export function useMentions(
  people: readonly Person[],
  text: string,
  onText: (text: string) => void,
  field: RefObject<HTMLTextAreaElement | null>,
): Mentions {
  const listId = useId()
  const [cursor, setCursor] = useState(0)
  const [closed, setClosed] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const search = closed === text ? null : mentionSearch(text, cursor)
  const options = search === null ? [] : matchPeople(people, search)
  const open = options.length > 0
  const active = Math.min(at, Math.max(0, options.length - 1))
  const pick = (person: Person) => {
    const next = insertMention(text, cursor, person)
    onText(next.text)
    setAt(0)
    setCursor(next.cursor)
    setClosed(next.text)
    // the new text is in the field after the next paint
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(next.cursor, next.cursor)
    })
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const chosen = options[active]
    if (!open || !chosen) return false
    if (event.key === 'ArrowDown') setAt((active + 1) % options.length)
    else if (event.key === 'ArrowUp') setAt((active + options.length - 1) % options.length)
    else if (event.key === 'Enter' || event.key === 'Tab') pick(chosen)
    else if (event.key === 'Escape') setClosed(text)
    else return false
    event.preventDefault()
    return true
  }
  const chosen = options[active]
  return {
    listId,
    options,
    active,
    open,
    pick,
    onKeyDown,
    look: setCursor,
    fieldProps: open
      ? {
          'aria-controls': listId,
          'aria-autocomplete': 'list',
          'aria-activedescendant': chosen && `${listId}-${chosen.id}`,
        }
      : {},
  }
}
