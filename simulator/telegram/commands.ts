import { badRequest } from './bot-error.ts'
import type { Params } from './params.ts'
import type { BotCommand } from './wire.ts'
import type { World } from './world.ts'

type Scope = { type: string; chat_id?: number }

function keyOf(params: Params): string {
  const scope = params.object<Scope>('scope') ?? { type: 'default' }
  const chat = scope.type === 'chat' ? `:${scope.chat_id}` : ''
  return `${scope.type}${chat}/${params.text('language_code')}`
}

export function setCommands(world: World, params: Params): true {
  const commands = params.object<BotCommand[]>('commands')
  if (!Array.isArray(commands)) throw badRequest('parameter "commands" is required')
  for (const { command, description } of commands) {
    if (!/^\/?[a-z0-9_]{1,32}$/.test(command ?? '')) throw badRequest('BOT_COMMAND_INVALID')
    if (!description || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  }
  world.state.commands[keyOf(params)] = commands.map((one) => ({
    ...one,
    command: one.command.replace(/^\//, ''),
  }))
  world.feed.publish({ kind: 'commands' })
  world.touch()
  return true
}

export function getCommands(world: World, params: Params): BotCommand[] {
  return world.state.commands[keyOf(params)] ?? []
}

export function deleteCommands(world: World, params: Params): true {
  delete world.state.commands[keyOf(params)]
  world.feed.publish({ kind: 'commands' })
  world.touch()
  return true
}

/** The menu a person sees: the narrowest scope wins, their language before none. */
export function menuFor(world: World, personId: number): BotCommand[] {
  for (const scope of [`chat:${personId}`, 'all_private_chats', 'default']) {
    for (const language of ['id', '']) {
      const found = world.state.commands[`${scope}/${language}`]
      if (found) return found
    }
  }
  return []
}
