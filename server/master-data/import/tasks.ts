import type { Db } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import type { Tasks } from '../../platform/tasks.ts'
import { checkImport } from './check-import.ts'
import { runImport } from './run-import.ts'

export const importTasks = ({ db, files }: { db: Db; files: Files }): Tasks => ({
  checkCustomerImport: ({ importId }: { importId: string }) => checkImport(db, files, importId),
  runCustomerImport: ({ importId }: { importId: string }) => runImport(db, importId),
})
