import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { done, id, idParams } from '../../platform/http/shapes.ts'
import { COORDINATORS } from '../../platform/roles.ts'
import { ticketDetail } from '../schema.ts'

export const callOffReplacement = endpoint({
  method: 'DELETE',
  url: '/api/v1/tickets/:id/replacements/:assignmentId',
  roles: COORDINATORS,
  tag: 'pool',
  params: z.object({ id, assignmentId: id }),
  summary: 'Call a replacement off while nobody has taken the seat',
  response: ticketDetail,
})
export const leaveStandby = endpoint({
  method: 'DELETE',
  url: '/api/v1/tickets/:id/standby',
  roles: ['technician'],
  tag: 'pool',
  params: idParams,
  summary: 'No longer stand by',
  response: done,
})
const minutes = z.int('wholeNumber').min(0, 'tooSmall').max(1440, 'tooLarge')
const policy = z.object({
  waves: z.boolean(),
  waveSize: z.int('wholeNumber').min(1, 'tooSmall').max(200, 'tooLarge'),
  waveMinutes: minutes,
  remindMinutes: minutes,
  alertMinutes: minutes,
  releaseHours: z.int('wholeNumber').min(0, 'tooSmall').max(168, 'tooLarge'),
  standbySeconds: z.int('wholeNumber').min(0, 'tooSmall').max(3600, 'tooLarge'),
  areaOnly: z.boolean(),
})
export const getPolicy = endpoint({
  method: 'GET',
  url: '/api/v1/settings/scheduling',
  roles: ['admin', 'cs', 'technician', 'manager'],
  tag: 'settings',
  summary: 'How jobs are offered and given back',
  response: policy,
})
export const changePolicy = endpoint({
  method: 'PATCH',
  url: '/api/v1/settings/scheduling',
  roles: ['admin'],
  tag: 'settings',
  summary: 'Change how jobs are offered and given back',
  body: policy,
  response: policy,
})
