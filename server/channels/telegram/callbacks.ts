import type { Context } from 'grammy'
import { say } from '../../platform/texts.ts'
import { approveInvoice, readInvoice } from '../../invoicing/index.ts'
import { claimJob } from '../../scheduling/index.ts'
import { invoiceSubject, showCard } from './cards.ts'
import type { From } from './speaker.ts'
import { openDialogue } from './dialogue.ts'
import { renderInvoiceCard } from './render-invoice.ts'
import { alert, sayRefusal } from './reply.ts'
import { sayHtml } from './html.ts'

const matched = (ctx: Context, group: number): string => ctx.match?.[group] ?? ''

/** Ambil Job. The card itself follows through the outbox, for the winner and everybody else alike. */
export async function pressClaim({ ctx, staff, pool }: From): Promise<void> {
  try {
    const result = await claimJob(pool, staff, matched(ctx, 1), 'telegram')
    await alert(
      ctx,
      result.ok
        ? say('chat:telegram.claimWon', { seat: result.seat, quota: result.quota, order: result.order })
        : sayRefusal(result.refusal),
    )
  } catch (error) {
    await alert(ctx, sayRefusal(error))
  }
}

/** Approve, for the revision that the card showed: an invoice edited since then is refused. */
export async function pressApprove(from: From): Promise<void> {
  const { ctx, staff, db } = from
  const invoiceId = matched(ctx, 1)
  try {
    await approveInvoice(db, staff, invoiceId, Number(matched(ctx, 2)))
    await alert(ctx, say('chat:telegram.approved'))
  } catch (error) {
    await alert(ctx, sayRefusal(error))
  }
  await refreshCard(from, invoiceId)
}

/** Minta Revisi: asks for the reason and remembers what the answer is for. */
export async function pressRevise(from: From): Promise<void> {
  const { ctx, staff, db } = from
  const invoiceId = matched(ctx, 1)
  try {
    const invoice = await readInvoice(db, staff, invoiceId)
    if (!invoice.allowedMoves.includes('requestRevision') || invoice.state !== 'PENDING_APPROVAL') {
      await alert(ctx, say('chat:telegram.nothingToDecide'))
      await refreshCard(from, invoiceId)
      return
    }
    await ctx.answerCallbackQuery()
    const asked = await ctx.reply(sayHtml('chat:telegram.askReason', { code: invoice.ticketCode }), {
      parse_mode: 'HTML',
      reply_markup: { force_reply: true, input_field_placeholder: say('chat:telegram.askReasonHint') },
    })
    await openDialogue(db, staff.id, {
      about: 'revision',
      subjectId: invoiceId,
      step: 'reason',
      messageId: asked.message_id,
    })
  } catch (error) {
    await alert(ctx, sayRefusal(error))
  }
}

/** The presser's own card at once; those of colleagues follow through the outbox. */
async function refreshCard({ ctx, db, staff, links }: From, invoiceId: string): Promise<void> {
  if (!ctx.chat) return
  const card = {
    api: ctx.api,
    db,
    staffId: staff.id,
    chatId: ctx.chat.id,
    subject: invoiceSubject(invoiceId),
  }
  await showCard(card, renderInvoiceCard(await readInvoice(db, staff, invoiceId), links), 'update')
}

/** A button of another time or another person. */
export async function pressUnknown({ ctx }: Pick<From, 'ctx'>): Promise<void> {
  await alert(ctx, say('chat:telegram.oldButton'))
}
