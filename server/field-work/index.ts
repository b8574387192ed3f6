export { fieldWorkNotices } from './notices.ts'
export { bastFile } from './reads.ts'
export { fieldWorkRoutes } from './routes.ts'
export { fieldWorkCron, fieldWorkReactions, fieldWorkTasks } from './tasks.ts'
