import { Answer, HANDLED, type Exchange } from '../plumbing/http.ts'
import { graphError, unauthorized, unknownObject } from './graph-error.ts'
import { deleteMedia, describeMedia, downloadMedia, isMediaRoute, uploadMedia } from './media.ts'
import { sendMessage } from './send-message.ts'
import type { Desk } from './desk.ts'
import { createTemplate, deleteTemplate, editTemplate, listTemplates, showTemplate } from './templates.ts'
import { startUpload, takeUpload } from './uploads.ts'
import type { WireSend } from './wire.ts'

function checkToken(desk: Desk, x: Exchange): void {
  const header = x.req.headers.authorization ?? ''
  const given = header.replace(/^(Bearer|OAuth)\s+/i, '') || x.query.get('access_token') || ''
  if (given !== desk.world.settings.accessToken) throw unauthorized(given !== '')
}

async function sendBody(x: Exchange): Promise<WireSend> {
  if (/json/.test(x.req.headers['content-type'] ?? '')) {
    return x.json<WireSend>().catch(() => {
      throw graphError(100, 'The body is not valid JSON.', { message: '(#100) Invalid parameter' })
    })
  }
  const form = new URLSearchParams((await x.bytes()).toString('utf8'))
  const body: Record<string, unknown> = {}
  for (const [key, value] of form) body[key] = /^[[{]/.test(value) ? JSON.parse(value) : value
  return body as WireSend
}

function phoneNumber(desk: Desk): Record<string, unknown> {
  const { settings } = desk.world
  return {
    verified_name: settings.businessName,
    display_phone_number: `+${settings.businessPhone}`,
    quality_rating: 'GREEN',
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
    code_verification_status: 'VERIFIED',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
    id: settings.phoneNumberId,
  }
}

async function onPhoneNumber(desk: Desk, x: Exchange, edge: string): Promise<unknown> {
  if (edge === '' && x.method === 'GET') return phoneNumber(desk)
  if (edge === 'messages' && x.method === 'POST') return sendMessage(desk, x, await sendBody(x))
  if (edge === 'media' && x.method === 'POST') return uploadMedia(desk.world, x)
  throw unknownObject(x.method, desk.world.settings.phoneNumberId)
}

function subscriptions(desk: Desk, x: Exchange): unknown {
  const { state } = desk.world
  if (x.method === 'GET') {
    const app = {
      whatsapp_business_api_data: {
        id: '670843887433847',
        name: 'GSS',
        link: 'https://www.facebook.com/games/?app_id=670843887433847',
      },
    }
    return { data: state.subscribed ? [app] : [] }
  }
  state.subscribed = x.method === 'POST'
  desk.world.touch()
  return { success: true }
}

function onAccount(desk: Desk, x: Exchange, edge: string): unknown {
  const { settings } = desk.world
  if (edge === '' && x.method === 'GET')
    return { id: settings.businessAccountId, name: settings.businessName, timezone_id: '66' }
  if (edge === 'phone_numbers' && x.method === 'GET') return { data: [phoneNumber(desk)] }
  if (edge === 'subscribed_apps') return subscriptions(desk, x)
  if (edge === 'message_templates' && x.method === 'GET') return listTemplates(desk, x)
  if (edge === 'message_templates' && x.method === 'POST') return createTemplate(desk, x)
  if (edge === 'message_templates' && x.method === 'DELETE') return deleteTemplate(desk, x)
  throw unknownObject(x.method, settings.businessAccountId)
}

function onObject(desk: Desk, x: Exchange, id: string): unknown {
  const template = desk.world.state.templates.find((one) => one.id === id)
  if (template) {
    if (x.method === 'GET') return showTemplate(template, x)
    if (x.method === 'POST') return editTemplate(desk, x, template)
  }
  if (x.method === 'GET') return describeMedia(desk.world, x, id)
  if (x.method === 'DELETE') return deleteMedia(desk.world, id)
  throw unknownObject(x.method, id)
}

function route(desk: Desk, x: Exchange): unknown {
  checkToken(desk, x)
  if (isMediaRoute(x.path)) return downloadMedia(desk.world, x)
  const match = /^\/v\d+\.\d+\/([^/]+)(?:\/([^/]+))?\/?$/.exec(x.path)
  if (!match) {
    throw graphError(2500, `Unknown path components: ${x.path}`, {
      http: 400,
      message: `Unknown path components: ${x.path}`,
    })
  }
  const [, id = '', edge = ''] = match
  const { settings } = desk.world
  if (id === settings.phoneNumberId) return onPhoneNumber(desk, x, edge)
  if (id === settings.businessAccountId) return onAccount(desk, x, edge)
  if (edge === 'uploads' && x.method === 'POST') return startUpload(desk.world, x)
  if (id.startsWith('upload:')) return takeUpload(desk.world, x, id)
  if (id === 'app' && edge === '') return { id: '670843887433847', name: 'GSS' }
  if (edge !== '') throw unknownObject(x.method, id)
  return onObject(desk, x, id)
}

function readable(bytes: Buffer, type: string): unknown {
  if (!/json|urlencoded/.test(type))
    return bytes.length === 0 ? null : `<${bytes.length} bytes ${type.split(';')[0]}>`
  const text = bytes.toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Everything outside /_sim and /simulator is the Graph API. Every call is noted for tests. */
export async function graph(desk: Desk, x: Exchange): Promise<unknown> {
  let status = 200
  let answer: unknown
  try {
    const result = await route(desk, x)
    answer = result
    if (result instanceof Answer) ({ status, body: answer } = result)
    if (result === HANDLED) [status, answer] = [0, 'connection dropped']
    return result
  } catch (error) {
    if (error instanceof Answer) ({ status, body: answer } = error)
    else [status, answer] = [500, String(error)]
    throw error
  } finally {
    const body = readable(await x.bytes().catch(() => Buffer.alloc(0)), x.req.headers['content-type'] ?? '')
    const path =
      x.path +
      (x.query.size > 0 ? `?${x.query.toString().replace(/access_token=[^&]*/, 'access_token=***')}` : '')
    desk.world.calls.add({
      method: x.method,
      path,
      body,
      status,
      answer: Buffer.isBuffer(answer) ? `<${answer.length} bytes>` : answer,
    })
  }
}
