import { expect, it } from 'vitest'

const imported = Object.values(
  import.meta.glob<string>('./mantine-styles.ts', { query: '?raw', import: 'default', eager: true }),
).join()

const SOURCES: Record<string, string> = import.meta.glob(['../**/*.{ts,tsx}', '!../**/*.test.*'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const STYLES = Object.keys(
  import.meta.glob('/node_modules/@mantine/core/styles/*.css', { query: '?raw' }),
).map((path) => path.split('/').at(-1)?.replace('.css', '') ?? '')

it('every Mantine component in use has its styles', () => {
  const used = Object.values(SOURCES).flatMap((source) =>
    [...source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap((found) =>
      (found[1] ?? '').split(',').map((name) => name.trim()),
    ),
  )
  const styled = [...new Set(used)].filter((name) => STYLES.includes(name))
  expect(styled).toContain('Button')
  expect(styled.filter((name) => !imported.includes(`/${name}.css`))).toEqual([])
})
