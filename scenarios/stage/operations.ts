/** One operation of the HTTP interface, as its OpenAPI document describes it. */
export type Operation = {
  method: string
  /** below /api/v1, with an id in place of {id} */
  path: string
  /** who may call it; empty for everybody who is signed in */
  roles: string[]
  /** has a JSON body */
  takesBody: boolean
  /** that body cannot be left out or empty */
  needsBody: boolean
  /** cannot be asked without something in the query */
  needsQuery: boolean
  hasId: boolean
}

type Schema = { required?: string[]; $ref?: string }
type Parameter = { in: string; required?: boolean }
type Described = {
  parameters?: Parameter[]
  description?: string
  requestBody?: { content?: Record<string, { schema?: Schema }>; required?: boolean }
}

/** A well-formed id that belongs to nothing. */
export const NOBODY = '01890000-0000-7000-8000-000000000000'

/** Every operation below /api/v1, read from /api/openapi.json of a running product. */
export async function readOperations(url: string): Promise<Operation[]> {
  const answer = await fetch(`${url}/api/openapi.json`)
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Described>> }
  return Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) =>
        operationOf(method.toUpperCase(), path, described),
      ),
    )
}

function operationOf(
  method: string,
  path: string,
  { description, requestBody, parameters = [] }: Described,
): Operation {
  const roles = /^Roles: (.+)$/m.exec(description ?? '')?.[1]?.split(', ') ?? []
  const schema = requestBody?.content?.['application/json']?.schema
  return {
    method,
    path: path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, NOBODY),
    roles,
    takesBody: schema !== undefined,
    needsBody: (schema?.required ?? []).length > 0,
    needsQuery: parameters.some((one) => one.in === 'query' && one.required === true),
    hasId: path.includes('{'),
  }
}
