// Makes the description of the Bot API that the simulator checks every call of the bot against, from the machine-readable
// specification (github.com/PaulSonOfLars/telegram-bot-api-spec, api.json): node scripts/extract-bot-api.ts FILE
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Field = { name: string; types: string[]; required: boolean }
type Shape = { fields?: Field[]; subtypes?: string[] }
type Spec = {
  version: string
  release_date: string
  methods: Record<string, Shape>
  types: Record<string, Shape>
}

/** What the bot may call; a call of anything else fails the tests until it is added here. */
const METHODS = [
  'answerCallbackQuery',
  'deleteWebhook',
  'editMessageReplyMarkup',
  'editMessageText',
  'getFile',
  'getMe',
  'getUpdates',
  'getWebhookInfo',
  'sendChatAction',
  'sendDocument',
  'sendMessage',
  'setMyCommands',
  'setWebhook',
]
const OUT = join(import.meta.dirname, '../simulator/telegram/bot-api.json')

const bare = (shape: Shape): Shape => ({
  ...(shape.fields && {
    fields: shape.fields.map(({ name, types, required }) => ({ name, types, required })),
  }),
  ...(shape.subtypes && { subtypes: shape.subtypes }),
})

/** The methods and every type that their parameters reach, without the prose. */
function extract(spec: Spec): object {
  const types: Record<string, Shape> = {}
  const reach = (name: string): void => {
    const inner = name.replace(/^(Array of )+/, '')
    const shape = spec.types[inner]
    if (!shape || types[inner]) return
    types[inner] = bare(shape)
    for (const one of [...(shape.subtypes ?? []), ...(shape.fields ?? []).flatMap((field) => field.types)])
      reach(one)
  }
  const methods: Record<string, Shape> = {}
  for (const name of METHODS) {
    const method = spec.methods[name]
    if (!method) throw new Error(`${spec.version} has no method ${name}`)
    methods[name] = bare(method)
    for (const type of (method.fields ?? []).flatMap((field) => field.types)) reach(type)
  }
  const source = 'github.com/PaulSonOfLars/telegram-bot-api-spec'
  return { version: spec.version, released: spec.release_date, source, methods, types }
}

const [file] = process.argv.slice(2)
if (!file) throw new Error('name the file with the specification: node scripts/extract-bot-api.ts api.json')
writeFileSync(OUT, `${JSON.stringify(extract(JSON.parse(readFileSync(file, 'utf8')) as Spec), null, 2)}\n`)
