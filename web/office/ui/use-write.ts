import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { newKey } from '../../shared/api/client.ts'
import { asProblem, type Problem } from '../../shared/api/problem.ts'
import type { QueryHead } from './query-keys.ts'
import { tellDone, tellProblem } from './toasts.ts'

export type WriteHeaders = { 'Idempotency-Key': string }

export type WriteOptions<I, O> = {
  /** heads of the queries that are old afterwards; refreshed at once, not only when the live line says so */
  refresh?: readonly QueryHead[]
  /** sentence of the toast after success */
  done?: string | ((output: O, input: I) => string)
  onDone?: (output: O, input: I) => void
  /** true for forms, which show the problem beside their fields; otherwise it becomes a toast */
  showsProblemItself?: boolean
}

/**
 * A change on the server. When the answer got lost on the way, pressing again sends the same Idempotency-Key, so that
 * nothing is made twice; another input or a definite answer starts a new key.
 */
export function useWrite<I = void, O = unknown>(
  act: (input: I, headers: WriteHeaders) => Promise<O>,
  options: WriteOptions<I, O> = {},
): UseMutationResult<O, Problem, I> {
  const queries = useQueryClient()
  const pending = useRef<{ input: string; key: string } | null>(null)
  return useMutation<O, Problem, I>({
    mutationFn: async (input) => {
      const text = JSON.stringify(input ?? null)
      if (pending.current?.input !== text) pending.current = { input: text, key: newKey() }
      try {
        const output = await act(input, { 'Idempotency-Key': pending.current.key })
        pending.current = null
        return output
      } catch (error) {
        const problem = asProblem(error)
        if (!problem.isNetwork) pending.current = null
        throw problem
      }
    },
    onSuccess: async (output, input) => {
      const { refresh = [], done, onDone } = options
      await Promise.all(refresh.map((head) => queries.invalidateQueries({ queryKey: [head] })))
      if (done) tellDone(typeof done === 'function' ? done(output, input) : done)
      onDone?.(output, input)
    },
    onError: (problem) => {
      if (!options.showsProblemItself) tellProblem(problem)
    },
  })
}
