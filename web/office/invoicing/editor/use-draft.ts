import { useForm, type UseFormReturnType } from '@mantine/form'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../../shared/api/shapes.ts'
import { type Draft, draftOf, problemsOf } from './draft.ts'

export type DraftForm = UseFormReturnType<Draft>
type Stored = { revision: number; draft: Draft }

/**
 * The form of a draft. What was typed survives a reload or a closed window of the form (kept in this browser tab
 * only) until it is saved or thrown away; it is not brought back onto a newer revision.
 */
export function useDraft(ticketId: string, invoice: Invoice | null, start: () => Draft) {
  const { t } = useTranslation('office-work')
  const place = `gss.invoice.${invoice?.id ?? ticketId}`
  const revision = invoice?.revision ?? 0
  const [kept] = useState(() => read(place, revision))
  const [restored, setRestored] = useState(kept !== null)
  const fromServer = () => (invoice ? draftOf(invoice) : start())
  const form: DraftForm = useForm<Draft>({
    initialValues: kept ?? fromServer(),
    validate: (draft) =>
      Object.fromEntries(
        Object.entries(problemsOf(draft)).map(([path, problem]) => [path, t(`editor.field.${problem}`)]),
      ),
  })
  const { values } = form
  const touched = form.isDirty() || restored
  useEffect(() => {
    if (touched) write(place, { revision, draft: values })
  }, [place, revision, touched, values])
  return {
    form,
    restored,
    /** after saving */
    forget: () => erase(place),
    /** back to what the server has */
    discard: () => {
      erase(place)
      setRestored(false)
      form.setValues(fromServer())
      form.resetDirty()
      form.clearErrors()
    },
  }
}

function read(place: string, revision: number): Draft | null {
  try {
    const stored = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Stored | null
    return stored?.revision === revision && Array.isArray(stored.draft.lines) ? stored.draft : null
  } catch {
    return null
  }
}

function write(place: string, stored: Stored): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(stored))
  } catch {
    // no storage in this window: the form then lives as long as it is open
  }
}

function erase(place: string): void {
  try {
    sessionStorage.removeItem(place)
  } catch {
    // nothing was kept
  }
}
