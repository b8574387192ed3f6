import { type Language, storedLanguage, storeLanguage } from '../../shared/language.ts'

// The catalogues are those of the whole product (i18next's format). This reader understands the part of the format
// that they use: namespaces, {{values}} and plurals. i18next itself would be a fifth of the app's first screen.

export type Tree = { readonly [key: string]: string | Tree }
/** Namespace > tree; the namespace `field` needs no prefix in keys. */
export type Texts = Readonly<Record<string, Tree>>
export type Params = Readonly<Record<string, unknown>>
export type Loaders = Record<Language, () => Promise<Texts>>

let texts: Texts = {}
let language: Language = 'id'
let loaders: Loaders | null = null
const listeners = new Set<() => void>()

/** Starts the texts in the language of this device. */
export async function startTexts(load: Loaders): Promise<void> {
  loaders = load
  await showLanguage(storedLanguage())
}

/** Changes the language of this device at once. Rejects when its texts cannot be fetched. */
export async function switchLanguage(wanted: Language): Promise<void> {
  await showLanguage(wanted)
  storeLanguage(wanted)
}

async function showLanguage(wanted: Language): Promise<void> {
  texts = (await loaders?.[wanted]()) ?? {}
  language = wanted
  if (typeof document !== 'undefined') document.documentElement.lang = wanted
  for (const listener of listeners) listener()
}

export function currentLanguage(): Language {
  return language
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * The text of a key ('pool.title', 'labels:state.OPEN') with its {{values}}; `count` chooses the plural. An unknown
 * key is its own text, so that a gap is seen instead of hidden.
 */
export function say(key: string, params: Params = {}): string {
  const [first, second] = key.split(':')
  const tree = texts[second === undefined ? 'field' : (first ?? '')]
  const path = (second ?? first ?? '').split('.')
  const found =
    (typeof params['count'] === 'number' && plural(tree, path, params['count'])) || find(tree, path)
  return typeof found === 'string' ? fill(found, params) : path.join('.')
}

function find(tree: Tree | undefined, path: readonly string[]): string | undefined {
  let here: string | Tree | undefined = tree
  for (const part of path) here = typeof here === 'object' ? here[part] : undefined
  return typeof here === 'string' ? here : undefined
}

function plural(tree: Tree | undefined, path: readonly string[], count: number): string | undefined {
  const form = new Intl.PluralRules(language).select(count)
  return find(tree, [...path.slice(0, -1), `${path.at(-1)}_${form}`])
}

function fill(text: string, params: Params): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => word(params[name]))
}

function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
