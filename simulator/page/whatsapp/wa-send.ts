import type { ChatMessage } from '../../whatsapp/state.ts'
import { upload } from '../shell/calls.ts'
import { pickFiles, type Draft } from '../shell/composer.tsx'
import type { Acts } from '../shell/use-acts.ts'

/** The message that is being answered or edited. */
export type Focus = { mode: 'reply' | 'edit'; message: ChatMessage } | null

/** Sends what stands in the input line: a text, an edit, one photo or an album. */
export async function sendDraft(
  base: string,
  acts: Acts,
  focus: Focus,
  { text, photos }: Draft,
): Promise<void> {
  if (focus?.mode === 'edit')
    return void (await acts.act({ type: 'edit', messageId: focus.message.id, text }))
  const quote = focus ? { replyTo: focus.message.id } : {}
  if (photos.length === 0) return void (await acts.act({ type: 'text', text, ...quote }))
  const ids = await Promise.all(photos.map((photo) => upload(base, photo.blob, photo.name)))
  const files = ids.map((mediaId, i) => ({ mediaId, ...(i === 0 && text ? { caption: text } : {}) }))
  await acts.act(
    files.length === 1 ? { type: 'image', ...files[0], ...quote } : { type: 'album', photos: files },
  )
}

export async function sendDocument(base: string, acts: Acts): Promise<void> {
  for (const file of await pickFiles('', false)) {
    const mediaId = await upload(base, file, file.name)
    await acts.act({ type: 'document', mediaId, filename: file.name })
  }
}
