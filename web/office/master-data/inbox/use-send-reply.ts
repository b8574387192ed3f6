import type { UseMutationResult } from '@tanstack/react-query'
import { answer, api, send } from '../../../shared/api/client.ts'
import type { Problem } from '../../../shared/api/problem.ts'
import type { Message } from '../../../shared/api/shapes.ts'
import { useWrite } from '../../ui/use-write.ts'

export type Reply = { text: string; file: File | null; replyTo?: string }
/** A file says nothing about itself in JSON, by which a repeated press is told from another message. */
type Input = Reply & { about?: string }

/** Sends an answer: words, or a file with words below it. What was typed may be emptied once the server has it. */
export function useSendReply(
  conversationId: string,
  onDone: (sent: Reply) => void,
): Pick<UseMutationResult<Message, Problem, Reply>, 'error' | 'isPending'> & {
  mutate: (reply: Reply) => void
} {
  const write = useWrite<Input, Message>(
    ({ text, file, replyTo }, headers) => {
      if (!file)
        return answer(
          api.POST('/api/v1/conversations/{id}/messages', {
            params: { path: { id: conversationId } },
            body: { text, ...(replyTo && { replyTo }) },
            headers,
          }),
        )
      const form = new FormData()
      if (text) form.set('caption', text)
      if (replyTo) form.set('replyTo', replyTo)
      form.set('file', file)
      return send<Message>(
        'POST',
        `/api/v1/conversations/${conversationId}/attachments`,
        form,
        headers['Idempotency-Key'],
      )
    },
    { showsProblemItself: true, refresh: ['messages', 'conversations'], onDone: (_, sent) => onDone(sent) },
  )
  const mutate = (reply: Reply) =>
    write.mutate({
      ...reply,
      ...(reply.file && { about: `${reply.file.name}:${reply.file.size}:${reply.file.lastModified}` }),
    })
  return { error: write.error, isPending: write.isPending, mutate }
}
