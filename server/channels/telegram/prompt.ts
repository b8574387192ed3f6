import { say } from '../../platform/texts.ts'
import type { Dialogue } from './dialogue.ts'
import { type Button, sayHtml } from './html.ts'
import { replyWith } from './reply.ts'
import type { From } from './speaker.ts'

/** Choice that leaves any dialogue. */
export const CANCEL = 'batal'
const PER_ROW = 3

export type Choice = { text: string; value: string }

/** `a:<dialogue>:<value>`, at most 64 bytes; a button of an earlier dialogue is known by its id. */
const answerData = (dialogue: Dialogue, value: string) => `a:${dialogue.id}:${value}`

/** Asks the next question of a dialogue, with what can be chosen below it and always the way out. */
export async function ask(
  from: From,
  dialogue: Dialogue,
  key: string,
  params: Record<string, unknown> = {},
  choices: readonly Choice[] = [],
): Promise<void> {
  const buttons = choices.map(({ text, value }): Button => ({
    text,
    callback_data: answerData(dialogue, value),
  }))
  const cancel: Button = { text: say('chat:telegram.cancel'), callback_data: answerData(dialogue, CANCEL) }
  await replyWith(from.ctx, { text: sayHtml(key, params), rows: [...inRows(buttons), [cancel]] })
}

/** Short labels share a row, a long one has its own. */
function inRows(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = []
  for (const button of buttons) {
    const row = rows.at(-1)
    const fits = row && row.length < PER_ROW && [...row, button].every((one) => one.text.length <= 12)
    if (fits) row.push(button)
    else rows.push([button])
  }
  return rows
}
