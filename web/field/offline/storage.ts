/**
 * Three shelves on the phone: `answers` (last good answers of the server), `queue` (work waiting for a signal),
 * `notes` (who is signed in, unfinished forms). IndexedDB where the browser gives one; otherwise memory, so that the
 * app still works for as long as it is open.
 */
const NAME = 'gss-field'
const VERSION = 1
const SHELVES = ['answers', 'queue', 'notes'] as const
export type Shelf = (typeof SHELVES)[number]

export type Storage = {
  /** false when what is written is lost with the tab */
  lasting: () => Promise<boolean>
  read: <T>(shelf: Shelf, key: string) => Promise<T | undefined>
  readAll: <T>(shelf: Shelf) => Promise<T[]>
  write: (shelf: Shelf, key: string, value: unknown) => Promise<void>
  remove: (shelf: Shelf, key: string) => Promise<void>
  clear: (shelf: Shelf) => Promise<void>
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION)
    request.onupgradeneeded = () => {
      for (const shelf of SHELVES) {
        if (!request.result.objectStoreNames.contains(shelf)) request.result.createObjectStore(shelf)
      }
    }
    request.onsuccess = () => {
      // a newer version of the app in another tab must be able to upgrade
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'))
  })
}

/** Resolves when the transaction is complete, i.e. when the write has really happened. */
function act<T>(
  database: IDBDatabase,
  shelf: Shelf,
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(
      shelf,
      mode,
      mode === 'readwrite' ? { durability: 'strict' } : {},
    )
    const request = run(transaction.objectStore(shelf))
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'))
  })
}

export function memoryStorage(): Storage {
  const shelves = Object.fromEntries(SHELVES.map((shelf) => [shelf, new Map<string, unknown>()])) as Record<
    Shelf,
    Map<string, unknown>
  >
  return {
    lasting: async () => false,
    read: async <T>(shelf: Shelf, key: string) => shelves[shelf].get(key) as T | undefined,
    readAll: async <T>(shelf: Shelf) => [...shelves[shelf].values()] as T[],
    write: async (shelf, key, value) => void shelves[shelf].set(key, value),
    remove: async (shelf, key) => void shelves[shelf].delete(key),
    clear: async (shelf) => shelves[shelf].clear(),
  }
}

export function phoneStorage(): Storage {
  const memory = memoryStorage()
  let opening: Promise<IDBDatabase | null> | null = null
  const database = () => {
    opening ??= typeof indexedDB === 'undefined' ? Promise.resolve(null) : openDatabase().catch(() => null)
    return opening
  }
  return {
    lasting: async () => (await database()) !== null,
    read: async <T>(shelf: Shelf, key: string) => {
      const db = await database()
      return db
        ? (act(db, shelf, 'readonly', (store) => store.get(key)) as Promise<T | undefined>)
        : memory.read<T>(shelf, key)
    },
    readAll: async <T>(shelf: Shelf) => {
      const db = await database()
      return db
        ? (act(db, shelf, 'readonly', (store) => store.getAll()) as Promise<T[]>)
        : memory.readAll<T>(shelf)
    },
    write: async (shelf, key, value) => {
      const db = await database()
      if (db) await act(db, shelf, 'readwrite', (store) => store.put(value, key))
      else await memory.write(shelf, key, value)
    },
    remove: async (shelf, key) => {
      const db = await database()
      if (db) await act(db, shelf, 'readwrite', (store) => store.delete(key))
      else await memory.remove(shelf, key)
    },
    clear: async (shelf) => {
      const db = await database()
      if (db) await act(db, shelf, 'readwrite', (store) => store.clear())
      else await memory.clear(shelf)
    },
  }
}

/** The one storage of the app. */
export const storage = phoneStorage()
