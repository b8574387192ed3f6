import { checkMedia } from './check-message.ts'
import { graphError } from './graph-error.ts'
import type { Rendered, Template } from './state.ts'
import type {
  WireTemplate,
  WireTemplateComponent,
  WireTemplateDefinition,
  WireTemplateParameter,
} from './wire.ts'
import type { World } from './world.ts'

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g

export const variablesOf = (text: string | undefined): string[] => [
  ...new Set([...(text ?? '').matchAll(VARIABLE)].map((match) => match[1] ?? '')),
]

function part(template: Template, type: string): WireTemplateDefinition | undefined {
  return template.components.find((one) => one.type.toUpperCase() === type)
}

function given(send: WireTemplate, type: string): WireTemplateComponent | undefined {
  return send.components?.find((one) => one.type.toLowerCase() === type)
}

function cleanText(parameter: WireTemplateParameter, where: string): string {
  const text = parameter.text ?? (parameter as { fallback_value?: string }).fallback_value
  if (typeof text !== 'string' || text === '') {
    throw graphError(131008, `${where}: Parameter of type text is missing text value`)
  }
  if (/[\n\t]| {5,}/.test(text)) {
    throw graphError(
      132018,
      'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
    )
  }
  return text
}

/** Fills the variables of one text; the numbers must match exactly. */
function fill(template: Template, text: string, parameters: WireTemplateParameter[], where: string): string {
  const names = variablesOf(text)
  if (parameters.length !== names.length) {
    const details = `${where}: number of localizable_params (${parameters.length}) does not match the expected number of params (${names.length})`
    throw graphError(132000, details)
  }
  const values = new Map<string, string>()
  parameters.forEach((parameter, i) => {
    if (parameter.type !== 'text')
      throw graphError(132012, `${where}: Format mismatch, expected TEXT, received ${parameter.type}`)
    if (template.parameterFormat === 'NAMED' && !names.includes(parameter.parameter_name ?? '')) {
      throw graphError(100, `${where}: Parameter name is missing or empty`, {
        message: '(#100) Invalid parameter',
      })
    }
    const name = template.parameterFormat === 'NAMED' ? parameter.parameter_name : String(i + 1)
    values.set(name ?? '', cleanText(parameter, where))
  })
  return text.replace(VARIABLE, (_all, name: string) => values.get(name) ?? '')
}

function header(world: World, template: Template, send: WireTemplate): string | undefined {
  const definition = part(template, 'HEADER')
  const parameters = given(send, 'header')?.parameters ?? []
  if (!definition) {
    if (parameters.length > 0) throw graphError(132000, 'header: the template has no header')
    return undefined
  }
  const format = (definition.format ?? 'TEXT').toUpperCase()
  if (format === 'TEXT') return fill(template, definition.text ?? '', parameters, 'header')
  const first = parameters[0]
  if (!first || first.type.toUpperCase() !== format) {
    const received = first ? first.type.toUpperCase() : 'UNKNOWN'
    throw graphError(132012, `header: Format mismatch, expected ${format}, received ${received}`)
  }
  if (format === 'LOCATION') return `<location>`
  const media = first[format.toLowerCase() as 'document']
  checkMedia(world, format.toLowerCase(), media)
  const stored = media?.id === undefined ? undefined : world.state.media[media.id]
  if (format === 'DOCUMENT' && stored && stored.mimeType !== 'application/pdf') {
    throw graphError(132012, 'header: only PDF documents are supported in templates')
  }
  return `<${format.toLowerCase()}${media?.filename ? ` ${media.filename}` : ''}>`
}

function buttons(template: Template, send: WireTemplate): Rendered['buttons'] {
  const defined = part(template, 'BUTTONS')?.buttons ?? []
  const sent = (send.components ?? []).filter((one) => one.type.toLowerCase() === 'button')
  for (const one of sent) {
    if (!defined[Number(one.index ?? 0)]) {
      throw graphError(132000, `buttons: no button at index ${one.index} in the template`)
    }
  }
  return defined.map((definition, index) => {
    const component = sent.find((one) => Number(one.index ?? 0) === index)
    const parameter = component?.parameters?.[0]
    const type = definition.type.toUpperCase()
    const text = definition.text ?? type
    if (type === 'QUICK_REPLY') return { type, text, payload: parameter?.payload ?? text }
    if (type !== 'URL') return { type, text }
    const dynamic = variablesOf(definition.url).length > 0
    if (dynamic && !parameter?.text) {
      throw graphError(131008, `buttons: Button at index ${index} of type Url requires a parameter`)
    }
    if (!dynamic && parameter)
      throw graphError(132018, `buttons: Button at index ${index} of type Url does not take parameters`)
    // Meta appends what it is given, also a whole address sent by mistake.
    return { type, text, url: (definition.url ?? '').replace(VARIABLE, () => parameter?.text ?? '') }
  })
}

/** Finds the approved template and fills it, or throws what Meta would answer (132000, 132001, 132015, ...). */
export function renderTemplate(
  world: World,
  send: WireTemplate | undefined,
): { template: Template; rendered: Rendered } {
  if (!send?.name) throw graphError(131008, "Required parameter is missing: template['name']")
  if (!send.language?.code)
    throw graphError(131008, "Required parameter is missing: template['language']['code']")
  const template = world.state.templates.find(
    (one) => one.name === send.name && one.language === send.language.code,
  )
  if (template?.status === 'PAUSED') throw graphError(132015, 'Template is paused due to low quality')
  if (template?.status === 'DISABLED') throw graphError(132016, 'Template is disabled')
  if (!template || template.status !== 'APPROVED') {
    throw graphError(132001, `template name (${send.name}) does not exist in ${send.language.code}`)
  }
  const top = header(world, template, send)
  const body = fill(
    template,
    part(template, 'BODY')?.text ?? '',
    given(send, 'body')?.parameters ?? [],
    'body',
  )
  if (body.length > 1024) throw graphError(132005, 'body: translated text is longer than 1024 characters')
  const footer = part(template, 'FOOTER')?.text
  return {
    template,
    rendered: {
      ...(top === undefined ? {} : { header: top }),
      body,
      ...(footer === undefined ? {} : { footer }),
      buttons: buttons(template, send),
    },
  }
}
