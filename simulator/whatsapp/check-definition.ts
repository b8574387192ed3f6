import { variablesOf } from './check-template.ts'
import { graphError } from './graph-error.ts'
import type { Template } from './state.ts'
import type { WireTemplateButton, WireTemplateDefinition } from './wire.ts'
import type { World } from './world.ts'

type Body = {
  name?: string
  language?: string
  category?: string
  parameter_format?: string
  components?: WireTemplateDefinition[]
}
export type Definition = Pick<Template, 'name' | 'language' | 'category' | 'parameterFormat' | 'components'>

function refuse(details: string, subcode = 2388043): never {
  throw graphError(100, details, { subcode, message: 'Invalid parameter' })
}

function checkVariables(text: string, named: boolean, what: string): void {
  const names = variablesOf(text)
  if (/^\s*\{\{|\}\}\s*$/.test(text))
    refuse(`Variables can't be at the start or end of the ${what}.`, 2388299)
  if (/\}\}\s*\{\{/.test(text)) refuse(`The ${what} has parameters placed next to each other.`, 2388299)
  if (!named && names.some((name, i) => name !== String(i + 1)))
    refuse(`The ${what} has incorrect variable numbers.`, 2388043)
  if (named && names.some((name) => !/^[a-z_][a-z0-9_]*$/.test(name)))
    refuse(`The ${what} has an invalid variable name.`)
  const words = text
    .replace(/\{\{[^}]*\}\}/g, ' ')
    .split(/\s+/)
    .filter(Boolean).length
  if (names.length * 2 + 1 > words) refuse(`The ${what} has too many variables for its length.`, 2388293)
}

function exampleCount(definition: WireTemplateDefinition, named: boolean): number {
  const example = definition.example ?? {}
  const values = named ? example.body_text_named_params : (example.body_text as unknown[][] | undefined)?.[0]
  return Array.isArray(values) ? values.length : 0
}

function checkBody(definition: WireTemplateDefinition | undefined, named: boolean): void {
  const text = definition?.text
  if (!definition || !text)
    return refuse("Message template 'components' param is missing expected field(s): BODY")
  if (text.length > 1024) refuse('The body is longer than 1024 characters.', 2388040)
  const names = variablesOf(text)
  if (names.length === 0) return
  checkVariables(text, named, 'body')
  if (exampleCount(definition, named) !== names.length)
    refuse('Component of type BODY is missing expected field(s) (example)')
}

function checkHeader(world: World, definition: WireTemplateDefinition | undefined): void {
  if (!definition) return
  const format = definition.format?.toUpperCase()
  if (format === 'TEXT') {
    if (!definition.text || definition.text.length > 60)
      refuse('The header text is missing or longer than 60 characters.', 2388040)
    if (variablesOf(definition.text).length > 1) refuse('The header takes one variable at most.')
    if (variablesOf(definition.text).length === 1 && !definition.example)
      refuse('Component of type HEADER is missing expected field(s) (example)')
    return
  }
  if (format === 'LOCATION') return
  if (!['IMAGE', 'VIDEO', 'DOCUMENT'].includes(format ?? '')) refuse(`Header format ${format} is not valid.`)
  const handles = definition.example?.header_handle
  const handle: unknown = Array.isArray(handles) ? handles[0] : undefined
  const known = Object.values(world.state.uploads).some((upload) => upload.handle === handle)
  if (!known)
    refuse('Component of type HEADER is missing expected field(s) (example): upload a sample first.', 2388084)
}

function checkButton(button: WireTemplateButton): void {
  const type = button.type?.toUpperCase()
  if (!['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE', 'FLOW', 'REQUEST_CONTACT_INFO'].includes(type)) {
    refuse(`Button type ${button.type} is not valid.`)
  }
  if (button.text !== undefined && button.text.length > 25)
    refuse('A button text is longer than 25 characters.', 2388040)
  if (type !== 'URL') return
  const variables = variablesOf(button.url)
  if (!button.url || !URL.canParse(button.url.replace(/\{\{\w+\}\}/g, 'x')))
    refuse('A button has no valid url.')
  if (variables.length > 1 || (variables.length === 1 && !/\{\{\w+\}\}$/.test(button.url ?? ''))) {
    refuse('A button url takes one variable, at its end.')
  }
  if (variables.length === 1 && !button.example?.length)
    refuse('A button url with a variable needs an example.')
}

/** Refuses what Meta refuses when a template is created or edited; the review itself is simulated elsewhere. */
export function checkDefinition(world: World, body: Body): Definition {
  const { name, language, components } = body
  const category = body.category?.toUpperCase() ?? ''
  if (!name || !/^[a-z0-9_]{1,512}$/.test(name))
    return refuse('Message template name may only have lowercase letters, digits and underscores.', 2388037)
  if (!language || !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(language))
    return refuse('Message template language is not valid.', 2388038)
  if (!['UTILITY', 'MARKETING', 'AUTHENTICATION'].includes(category))
    refuse('Message template category is not valid.', 2388045)
  if (!Array.isArray(components) || components.length === 0) return refuse('components is required.')
  const named = body.parameter_format?.toUpperCase() === 'NAMED'
  const part = (type: string): WireTemplateDefinition | undefined =>
    components.find((one) => one.type?.toUpperCase() === type)
  checkHeader(world, part('HEADER'))
  checkBody(part('BODY'), named)
  const footer = part('FOOTER')
  if (footer && (!footer.text || footer.text.length > 60 || variablesOf(footer.text).length > 0)) {
    refuse('The footer is empty, longer than 60 characters or has variables.', 2388040)
  }
  const buttons = part('BUTTONS')?.buttons ?? []
  if (buttons.length > 10) refuse('There are more than 10 buttons.')
  for (const button of buttons) checkButton(button)
  return { name, language, category, parameterFormat: named ? 'NAMED' : 'POSITIONAL', components }
}
