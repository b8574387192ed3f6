/** Every address of the app. Those of links in chats: `job` and `redeem`. */
export const paths = {
  pool: '/',
  myJobs: '/jobs',
  job: (id: string) => `/jobs/${encodeURIComponent(id)}`,
  handover: (id: string) => `/jobs/${encodeURIComponent(id)}/bast`,
  attendance: '/attendance',
  profile: '/profile',
  waiting: '/waiting',
  redeem: '/masuk',
} as const
