import * as channels from '../server/channels/check/schema.ts'
import * as feedback from '../server/feedback/schema.ts'
import * as attendance from '../server/field-work/attendance/schema.ts'
import * as fieldWork from '../server/field-work/schema.ts'
import * as ownMonth from '../server/field-work/month/schema.ts'
import * as fieldNotes from '../server/field-work/notes/schema.ts'
import * as evidence from '../server/field-work/evidence/schema.ts'
import * as extensions from '../server/field-work/extensions/schema.ts'
import * as uploads from '../server/field-work/uploads/schema.ts'
import * as tax from '../server/invoicing/tax/schema.ts'
import * as settings from '../server/master-data/settings/schema.ts'
import * as invoicing from '../server/invoicing/schema.ts'
import * as inbox from '../server/master-data/inbox/schema.ts'
import * as customerImport from '../server/master-data/import/schema.ts'
import * as channelHealth from '../server/master-data/channel-health/schema.ts'
import * as merge from '../server/master-data/merge/schema.ts'
import * as onePerson from '../server/master-data/one-person/schema.ts'
import * as masterData from '../server/master-data/schema.ts'
import * as timeline from '../server/master-data/timeline/schema.ts'
import * as staff from '../server/master-data/staff/schema.ts'
import type { Endpoint } from '../server/platform/http/endpoint.ts'
import * as broadcast from '../server/scheduling/broadcast/schema.ts'
import * as absences from '../server/scheduling/absences/schema.ts'
import * as attachments from '../server/scheduling/attachments/schema.ts'
import * as desk from '../server/scheduling/desk/schema.ts'
import * as ticketList from '../server/scheduling/list/schema.ts'
import * as ticketViews from '../server/scheduling/views/schema.ts'
import * as ticketNotes from '../server/scheduling/notes/schema.ts'
import * as calendar from '../server/scheduling/calendar/schema.ts'
import * as offers from '../server/scheduling/offers/schema.ts'
import * as scheduling from '../server/scheduling/schema.ts'

/** Every operation of the REST contract, found by its shape in the schema files of the modules. */
export function allOperations(): Endpoint[] {
  return [
    masterData,
    settings,
    channels,
    channelHealth,
    tax,
    merge,
    onePerson,
    timeline,
    customerImport,
    staff,
    inbox,
    scheduling,
    broadcast,
    absences,
    calendar,
    desk,
    ticketList,
    ticketViews,
    ticketNotes,
    attachments,
    offers,
    fieldWork,
    fieldNotes,
    ownMonth,
    evidence,
    extensions,
    uploads,
    attendance,
    invoicing,
    feedback,
  ]
    .flatMap((module) => Object.values(module) as unknown[])
    .filter(
      (value): value is Endpoint =>
        typeof value === 'object' && value !== null && 'method' in value && 'url' in value,
    )
}
