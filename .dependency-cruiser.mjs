// Who may import whom. Every rule has a planted violation in scripts/architecture.test.ts.
//   npm run arch
const MODULES = '(master-data|scheduling|field-work|invoicing|feedback)'
const names = (...modules) => `^server/(${modules.join('|')})/`
const TESTS = '[.](test|e2e)[.]tsx?$'

/** The comment is the remedy; it is printed with the violation. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const uphill = (from, ...to) =>
  rule(
    `${from}-looks-uphill`,
    'main > channels > modules > ticket > platform: react to an event instead, or move the code down.',
    { path: `^server/${from}/`, pathNot: TESTS },
    { path: names(...to) },
  )

export default {
  forbidden: [
    rule('no-cycles', 'Move what both need into a file of its own.', {}, { circular: true }),
    rule(
      'use-the-door',
      'Import from the index.ts of that folder, or add the name to it.',
      { path: '^server/([^/]+)' },
      {
        path: `^server/(${MODULES}|ticket|channels)/`,
        pathNot: ['^server/$1/', '^server/[^/]+/index[.]ts$', '^server/channels/[^/]+/index[.]ts$'],
      },
    ),
    uphill('master-data', 'scheduling', 'field-work', 'invoicing', 'feedback'),
    uphill('scheduling', 'field-work', 'invoicing', 'feedback'),
    uphill('field-work', 'scheduling', 'invoicing', 'feedback'),
    uphill('invoicing', 'scheduling', 'feedback'),
    uphill('feedback', 'scheduling', 'field-work', 'invoicing'),
    uphill('ticket', 'master-data', 'scheduling', 'field-work', 'invoicing', 'feedback'),
    uphill(
      'platform',
      'ticket',
      'channels',
      'master-data',
      'scheduling',
      'field-work',
      'invoicing',
      'feedback',
    ),
    rule(
      'channels-are-outermost',
      'Only main.ts knows the channels: send through the outbox, or let main.ts hand the channel in.',
      { path: '^server/', pathNot: ['^server/(channels/|main[.]ts)', TESTS] },
      { path: '^server/channels/' },
    ),
    rule(
      'main-is-the-top',
      'Nothing imports main.ts but start.ts, which loads it while the database starts.',
      { pathNot: ['^server/start[.]ts$', TESTS] },
      { path: '^server/(main|start)[.]ts$' },
    ),
    rule(
      'rules-are-pure',
      'rules.ts and lifecycle.ts take values and return values: pass in what they would import.',
      { path: '^server/.*/(rules|lifecycle)[.]ts$' },
      { pathNot: '/(rules|lifecycle)[.]ts$', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'thin-edges-run-no-sql',
      'Call a use-case or a function of reads.ts; the query belongs there.',
      { path: '^server/.*/(routes|pages|rules|notices)[.]ts$|^server/channels/', pathNot: TESTS },
      { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'http-stays-at-the-edge',
      'Only routes.ts, pages.ts and platform/http know Fastify: pass on plain values.',
      { path: '^server/', pathNot: ['/(routes|pages)[.]ts$|^server/platform/http', TESTS] },
      { path: 'node_modules/@?fastify' },
    ),
    rule(
      'telegram-stays-in-its-channel',
      'Only server/channels/telegram knows grammY.',
      { pathNot: '^server/channels/telegram/' },
      { path: 'node_modules/@?grammy' },
    ),
    rule(
      'queue-stays-in-platform',
      'Only platform/tasks knows the task queue.',
      { pathNot: '^server/platform/tasks' },
      { path: 'node_modules/graphile-worker' },
    ),
    rule(
      'server-web-simulator-are-strangers',
      'They meet over HTTP only: the generated client, the protocols of the vendors, locales/.',
      { path: '^(server|web|simulator|scenarios)/' },
      { path: '^(server|web|simulator|scenarios)/', pathNot: '^$1/' },
    ),
    rule(
      'scripts-are-tools',
      'Product code does not need scripts/ or bench/; scenarios use browser.ts and nothing else.',
      { path: '^(server|web|simulator|scenarios)/' },
      { path: '^(scripts|bench)/', pathNot: '^scripts/browser[.]ts$' },
    ),
    rule(
      'screens-do-not-mix',
      'The business folders of an app meet in its shell or routes, or share through ui/ and web/shared.',
      { path: `^web/(office|field)/${MODULES}/` },
      { path: `^web/(office|field)/(shell|${MODULES})/`, pathNot: '^web/$1/$2/' },
    ),
    rule(
      'office-and-field-are-apart',
      'Two apps, two bundles: share through web/shared.',
      { path: '^web/(office|field)/' },
      { path: '^web/(office|field)/', pathNot: '^web/$1/' },
    ),
    rule(
      'web-shared-knows-nobody',
      'Pass in what the shared code needs.',
      { path: '^web/shared/' },
      { path: '^web/(office|field)/' },
    ),
    rule(
      'field-stays-light',
      "The technicians' app is small on purpose: no Mantine, no icons package, no charts.",
      { path: '^web/(field|shared)/' },
      { path: 'node_modules/(@mantine|@tabler|recharts)' },
    ),
    rule(
      'tests-are-not-production',
      'Production code imports no test and nothing from server/testing.',
      { path: '^(server|web|simulator)/', pathNot: [TESTS, '^server/testing/'] },
      { path: `${TESTS}|^server/testing/` },
    ),
    rule(
      'server-needs-no-dev-packages',
      'The server runs from `npm ci --omit=dev`: make the package a dependency.',
      { path: '^server/', pathNot: [TESTS, '^server/testing/'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'no-orphans',
      'Nobody imports this file and it imports nobody: use it or delete it.',
      {
        orphan: true,
        pathNot: [
          TESTS,
          '^scenarios/',
          '^scripts/',
          '^bench/',
          '/main[.]tsx?$',
          '[.]d[.]ts$',
          '/vite[.]config[.]ts$',
          '/sw[.]ts$',
        ],
      },
      {},
    ),
    rule('no-unresolved', 'The import leads nowhere.', {}, { couldNotResolve: true, pathNot: '^virtual:' }),
  ],
  options: {
    // Without it an import of types only, from web into server for instance, would not be seen.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|^[.]cache/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
