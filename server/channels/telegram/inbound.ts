import type { Bot, Context } from 'grammy'
import { setReachable, staffByTelegram } from '../../master-data/index.ts'
import { forLog } from './api-errors.ts'
import { answerEdit, answerMessage, cancelOpen, leaveForCommand, pressAnswer } from './answer.ts'
import { type COMMANDS, help, openJobs, ownJobs, signInLink, start, today } from './commands.ts'
import { reply, settlePress } from './reply.ts'
import { pressApprove, pressClaim, pressRevise, pressUnknown } from './callbacks.ts'
import { VISIT_VERBS } from './render-visit.ts'
import type { From, InboundDeps } from './speaker.ts'
import { pressVisit } from './visit.ts'

const UUID = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'

const COMMAND_ACTS: Record<(typeof COMMANDS)[number], (from: From) => Promise<void>> = {
  pool: openJobs,
  jobku: ownJobs,
  hari_ini: today,
  masuk: signInLink,
  bantuan: help,
}

/** The same below a button; its little clock stops. */
const pressed = (act: (from: From) => Promise<void>) => async (from: From) => {
  await act(from)
  await settlePress(from.ctx)
}

/**
 * Everything the bot understands. It only translates: who speaks is looked up each time (old buttons live for ever,
 * people leave), and every act is the same use-case that the web calls.
 */
export function registerHandlers(bot: Bot, deps: InboundDeps): void {
  // a bot that stops at its first error would be deaf until somebody notices
  bot.catch(({ error }) => deps.log.error({ err: forLog(error) }, 'an update could not be handled'))

  bot.on('my_chat_member', async (ctx) => {
    if (ctx.chat.type !== 'private') return
    await setReachable(deps.db, ctx.chat.id, ctx.myChatMember.new_chat_member.status === 'member')
  })

  const group = bot.chatType(['group', 'supergroup', 'channel'])
  // a link token in a group would be seen by all its members: it is not even looked at
  group.command('start', (ctx) => reply(ctx, 'chat:telegram.privateOnly'))

  const known = (act: (from: From) => Promise<void>) => async (ctx: Context) => {
    const staff = ctx.from ? await staffByTelegram(deps.db, ctx.from.id) : null
    if (staff) await act({ ...deps, ctx, staff })
    else await notLinked(ctx)
  }
  const command = (act: (from: From) => Promise<void>) =>
    known(async (from) => {
      await leaveForCommand(from)
      await act(from)
    })
  const own = bot.chatType('private')
  own.command('start', (ctx) => start(deps, ctx, ctx.match))
  own.command('batal', known(cancelOpen))
  for (const [name, act] of Object.entries(COMMAND_ACTS)) {
    own.command(name, command(act))
    own.callbackQuery(`cmd:${name}`, command(pressed(act)))
  }
  own.command('help', command(help))
  own.callbackQuery(new RegExp(`^claim:${UUID}$`), known(pressClaim))
  own.callbackQuery(new RegExp(`^inv_ok:${UUID}:(\\d{1,9})$`), known(pressApprove))
  own.callbackQuery(new RegExp(`^inv_rev:${UUID}$`), known(pressRevise))
  own.callbackQuery(new RegExp(`^(${VISIT_VERBS.join('|')}):${UUID}$`), known(pressVisit))
  own.callbackQuery(new RegExp(`^a:${UUID}:(\\w{1,20})$`), known(pressAnswer))
  bot.on('callback_query', known(pressUnknown))
  own.on('message', known(answerMessage))
  own.on('edited_message', known(answerEdit))
}

async function notLinked(ctx: Context): Promise<void> {
  if (ctx.callbackQuery) await pressUnknown({ ctx })
  // an edit of something old asks nothing
  else if (!ctx.editedMessage) await reply(ctx, 'chat:telegram.notLinked')
}
