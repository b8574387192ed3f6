import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import { asProblem, Problem } from '../../../shared/api/problem.ts'
import type { Invoice } from '../../../shared/api/shapes.ts'
import { sentenceOf, tellDone, tellProblem } from '../../ui/toasts.ts'
import { useWrite } from '../../ui/use-write.ts'
import { bodyOf, type Draft } from './draft.ts'

const REFRESH = ['invoices', 'tickets'] as const

/** Saves a draft, new or changed, and hands it to Sales when asked to. */
export function useSaveDraft(ticketId: string, invoice: Invoice | null) {
  const { t } = useTranslation('office-work')
  const save = useWrite(
    (draft: Draft, headers) => {
      const body = bodyOf(draft)
      return invoice
        ? answer(api.PATCH('/api/v1/invoices/{id}', { params: { path: { id: invoice.id } }, body, headers }))
        : answer(
            api.POST('/api/v1/tickets/{id}/invoice', { params: { path: { id: ticketId } }, body, headers }),
          )
    },
    { refresh: REFRESH, showsProblemItself: true },
  )
  const submit = useWrite(
    (invoiceId: string, headers) =>
      answer(api.POST('/api/v1/invoices/{id}/submit', { params: { path: { id: invoiceId } }, headers })),
    { refresh: REFRESH, showsProblemItself: true },
  )
  const submitSaved = async (invoiceId: string): Promise<void> => {
    try {
      await submit.mutateAsync(invoiceId)
      tellDone(t('editor.savedSubmitted'))
    } catch (error) {
      const problem = asProblem(error)
      const detail = t('editor.savedNotSubmitted', { reason: sentenceOf(problem) })
      tellProblem(new Problem(problem.status, { detail }))
    }
  }
  return {
    problem: save.error,
    busy: save.isPending || submit.isPending,
    /** Throws the Problem of saving; a refused submission is told, but the draft is saved all the same. */
    run: async (draft: Draft, andSubmit: boolean): Promise<Invoice> => {
      const saved = await save.mutateAsync(draft)
      if (andSubmit) await submitSaved(saved.id)
      else tellDone(t('editor.saved'))
      return saved
    },
  }
}
