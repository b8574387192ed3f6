import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { asProblem } from '../../shared/api/problem.ts'
import type { Invoice } from '../../shared/api/shapes.ts'
import { useWrite } from '../ui/use-write.ts'

/** The moves that need a word from the user before they are made; `change` opens the editor instead. */
export type AskedMove = 'submit' | 'approve' | 'requestRevision' | 'send' | 'void'
type Asked = { move: AskedMove; reason: string }

const DONE: Record<AskedMove, string> = {
  submit: 'moves.submitted',
  approve: 'moves.approved',
  requestRevision: 'moves.revisionAsked',
  send: 'moves.sent',
  void: 'moves.voided',
}

/** Moves an invoice on. A refusal because it has changed meanwhile also brings the page up to date. */
export function useInvoiceMoves(invoice: Invoice, onDone: () => void) {
  const { t } = useTranslation('office-work')
  const queries = useQueryClient()
  return useWrite<Asked, Invoice>(
    async ({ move, reason }, headers) => {
      const params = { path: { id: invoice.id } }
      try {
        switch (move) {
          case 'submit':
            return await answer(api.POST('/api/v1/invoices/{id}/submit', { params, headers }))
          case 'approve': {
            // an approval is for what Sales has seen, not for a later edit
            const body = { revision: invoice.revision }
            return await answer(api.POST('/api/v1/invoices/{id}/approve', { params, body, headers }))
          }
          case 'requestRevision':
            return await answer(
              api.POST('/api/v1/invoices/{id}/request-revision', { params, body: { reason }, headers }),
            )
          case 'send':
            return await answer(api.POST('/api/v1/invoices/{id}/send', { params, headers }))
          case 'void':
            return await answer(api.POST('/api/v1/invoices/{id}/void', { params, body: { reason }, headers }))
        }
      } catch (error) {
        if (asProblem(error).status === 409) void queries.invalidateQueries({ queryKey: ['invoices'] })
        throw error
      }
    },
    {
      refresh: ['invoices', 'tickets'],
      done: (_, { move }) => t(DONE[move]),
      onDone,
      showsProblemItself: true,
    },
  )
}
