import type { TextLoaders } from '../shared/i18n.ts'

/** What every page of the office says: frame, master data, scheduling, and the shared labels. */
export const officeTexts: TextLoaders = {
  id: async () => {
    const [office, labels] = await Promise.all([
      import('../../locales/id/office.json'),
      import('../../locales/id/labels.json'),
    ])
    return { office: office.default, labels: labels.default }
  },
  en: async () => {
    const [office, labels] = await Promise.all([
      import('../../locales/en/office.json'),
      import('../../locales/en/labels.json'),
    ])
    return { office: office.default, labels: labels.default }
  },
}

/** Own account: second factor, sign-ins; fetched with the pages that show them. */
export const accountTexts: TextLoaders = {
  id: async () => ({ account: (await import('../../locales/id/account.json')).default }),
  en: async () => ({ account: (await import('../../locales/en/account.json')).default }),
}

/** Settings of admin; fetched with their page, together with those of the own account (skills). */
export const settingsTexts: TextLoaders = {
  id: async () => ({ settings: (await import('../../locales/id/settings.json')).default }),
  en: async () => ({ settings: (await import('../../locales/en/settings.json')).default }),
}

/** Field work, invoicing and feedback; fetched with the first page of theirs. */
export const workTexts: TextLoaders = {
  id: async () => {
    const [work, attendance] = await Promise.all([
      import('../../locales/id/office-work.json'),
      import('../../locales/id/office-attendance.json'),
    ])
    return { 'office-work': work.default, 'office-attendance': attendance.default }
  },
  en: async () => {
    const [work, attendance] = await Promise.all([
      import('../../locales/en/office-work.json'),
      import('../../locales/en/office-attendance.json'),
    ])
    return { 'office-work': work.default, 'office-attendance': attendance.default }
  },
}

/** Answering in the inbox; fetched with it. */
export const inboxTexts: TextLoaders = {
  id: async () => ({ 'office-inbox': (await import('../../locales/id/office-inbox.json')).default }),
  en: async () => ({ 'office-inbox': (await import('../../locales/en/office-inbox.json')).default }),
}

/** The dispatch board with its dialogs; fetched with them. */
export const calendarTexts: TextLoaders = {
  id: async () => ({ 'office-calendar': (await import('../../locales/id/office-calendar.json')).default }),
  en: async () => ({ 'office-calendar': (await import('../../locales/en/office-calendar.json')).default }),
}

/** Lists and pages of tickets: filters, views, notes, papers; fetched with the first of them. */
export const ticketTexts: TextLoaders = {
  id: async () => ({ 'office-tickets': (await import('../../locales/id/office-tickets.json')).default }),
  en: async () => ({ 'office-tickets': (await import('../../locales/en/office-tickets.json')).default }),
}

/** Searching, merging, importing customers; fetched with the first page of these. */
export const customerTexts: TextLoaders = {
  id: async () => ({ 'office-customers': (await import('../../locales/id/office-customers.json')).default }),
  en: async () => ({ 'office-customers': (await import('../../locales/en/office-customers.json')).default }),
}
