import type { TextLoaders } from '../shared/i18n.ts'

/** The office reads three catalogues: its frame and master data, the work modules, and the shared labels. */
export const officeTexts: TextLoaders = {
  id: async () => {
    const [office, work, labels] = await Promise.all([
      import('../../locales/id/office.json'),
      import('../../locales/id/office-work.json'),
      import('../../locales/id/labels.json'),
    ])
    return { office: office.default, 'office-work': work.default, labels: labels.default }
  },
  en: async () => {
    const [office, work, labels] = await Promise.all([
      import('../../locales/en/office.json'),
      import('../../locales/en/office-work.json'),
      import('../../locales/en/labels.json'),
    ])
    return { office: office.default, 'office-work': work.default, labels: labels.default }
  },
}
