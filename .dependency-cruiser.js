/**
 * Who may import whom: the import table of the house, kept by a tool, because npm hoists workspaces and an import of
 * something that was never declared resolves all the same.
 */

/** Tests, what they are built from, and the programs that make generated files: they may know more than their room. */
const tests = '(\\.(test|fixture)\\.ts$|/(test|api/test)-[a-z-]+\\.ts$|^connectors/[^/]+/src/testing/|^test/|^scripts/)'
const hub = '^packages/hub/src/'
const ground = 'config|log|clock|redact|secret|near-names|make-directory'

/** From the roof to the ground: a room may know only the rooms after it. Rooms on one line do not know each other. */
const floors = [
  ['api', 'webhooks'],
  ['operations'],
  ['work'],
  ['channel', 'loyalty'],
  ['sync'],
  ['gateway', 'vault'],
  ['store'],
  ['db'],
]

const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: tests, ...from },
  to: { pathNot: allowed },
})

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const npm = '^node_modules/'
const vendored = (names) => `^node_modules/(${names})(/|$)`

const layers = floors.flatMap((rooms, index) =>
  rooms.map((room) => {
    const upstairs = floors.slice(0, index).flat()
    const besides = rooms.filter((other) => other !== room)
    const foreign = [...upstairs, ...besides, 'cli', 'client', 'recipes'].filter((other) => {
      // Recipes are files that the API and its operations hand out; they know nothing of the hub.
      return !(other === 'recipes' && index <= 1)
    })
    return never(
      `hub-${room}-looks-down`,
      `${room}/ knows only the rooms below it`,
      { path: `${hub}${room}/`, pathNot: tests },
      { path: `${hub}((${foreign.join('|')})/|(main|registry)\\.ts$)` },
    )
  }),
)

export default {
  forbidden: [
    // Of what runs: two interfaces that name each other are loaded in no order at all, and split files read better.
    never(
      'no-cycle',
      'Two files that need each other are one idea, or one too many',
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    ),
    never(
      'no-orphan',
      'A file that nobody imports is either a program, and then stands here, or dead',
      {
        orphan: true,
        pathNot: ['\\.d\\.ts$', 'console/public/', 'db/pglite-thread\\.ts$', 'scratch-', '\\.config\\.ts$'],
      },
      {},
    ),
    never('resolves', 'An import that leads nowhere', {}, { couldNotResolve: true }),
    never(
      'declared',
      'A package is imported only by the workspace that declares it. Test runner and property tests are the root’s.',
      { pathNot: '^(test|scripts)/' },
      {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
        pathNot: vendored('vitest|fast-check|@fast-check/vitest|openapi-typescript|typescript'),
      },
    ),
    never(
      'no-dev-in-product',
      'What runs in the product is a dependency, not a development dependency. Generators run on our machines only.',
      { path: '^(packages|connectors)/', pathNot: [tests, '/scripts/', '/generate-[a-z-]+\\.ts$', '\\.config\\.ts$'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),

    only(
      'sdk-alone',
      'sdk knows zod and nothing of ours',
      { path: '^packages/sdk/src/', pathNot: [tests, '/testing/'] },
      ['^packages/sdk/src/', vendored('zod')],
    ),
    never(
      'sdk-front',
      'Only tests load the conformance suite',
      { path: '^packages/sdk/src/[^/]+$' },
      { path: '/testing/' },
    ),
    only('sdk-testing', 'The suite runs under any runner: sdk, zod and Node', { path: '^packages/sdk/src/testing/' }, [
      '^packages/sdk/src/',
      vendored('zod'),
      '^(node:)?(assert|http|events|timers|util|stream|url|buffer|crypto)(/|$)',
    ]),
    only(
      'mapping-alone',
      'mapping is pure and runs in a browser: no node:, nothing of ours',
      { path: '^packages/mapping/src/' },
      ['^packages/mapping/src/', npm],
    ),
    only('clover-alone', 'The Clover client stands alone', { path: '^packages/clover/src/' }, [
      '^packages/clover/src/',
    ]),
    // The table names sdk, zod and the vendor's client. Small pure packages for phones, countries and postal codes
    // are declared besides: writing those rules anew would be worse. Node itself stays out of reach.
    only('connector-door', 'A connector knows the hub by the sdk alone', { path: '^connectors/([^/]+)/src/' }, [
      '^connectors/$1/src/',
      '^packages/sdk/src/(?!testing/)',
      '^packages/clover/src/index\\.ts$',
      npm,
    ]),
    never(
      'simulators-witness',
      'A witness that shares our misreading proves nothing: the simulators know nothing of ours, not even in tests',
      { path: '^packages/simulators/' },
      { path: '^(packages/(?!simulators/)|connectors/)' },
    ),
    only('console-door', 'The console knows mapping and the hub’s client', { path: '^packages/console/src/' }, [
      '^packages/console/src/',
      '^packages/mapping/src/index\\.ts$',
      `${hub}client/`,
      npm,
    ]),

    never(
      'hub-no-witness',
      'The hub knows neither console nor simulators',
      { path: hub, pathNot: tests },
      {
        path: '^packages/(console|simulators)/',
      },
    ),
    never(
      'hub-registry',
      'Connectors are named in registry.ts and nowhere else',
      {
        path: hub,
        pathNot: [tests, `${hub}registry\\.ts$`],
      },
      { path: '^connectors/' },
    ),
    never(
      'tests-outside',
      'What ships does not lean on tests',
      { path: '^(packages|connectors)/', pathNot: [tests, '/testing/'] },
      {
        path: tests,
      },
    ),
    ...layers,
    never(
      'hub-loyalty-stays-in',
      'loyalty/ follows records and keeps ledgers: it speaks to no vendor and opens no credentials',
      { path: `${hub}loyalty/`, pathNot: tests },
      { path: `${hub}(gateway|vault)/` },
    ),
    only('hub-client', 'The client knows the server by its API alone', { path: `${hub}client/` }, [
      `${hub}client/`,
      npm,
    ]),
    only('hub-recipes', 'Recipes are files: read, checked, handed out', { path: `${hub}recipes/` }, [
      `${hub}recipes/`,
      '^packages/(mapping|sdk)/src/index\\.ts$',
      npm,
      '^(node:)?(fs|path|url)(/|$)',
    ]),
    never(
      'cli-by-api',
      'Commands speak to the API. main.ts is for serve and demo; registry.ts and recipes/ for formula and mapping files, which are tried without a hub',
      {
        path: `${hub}cli/`,
        pathNot: tests,
      },
      {
        path: hub,
        pathNot: [`${hub}(cli|client|recipes)/`, `${hub}(${ground})\\.ts$`, `${hub}(main|registry)\\.ts$`],
      },
    ),
    never(
      'cli-main',
      'Only serve and demo start a hub in their own process',
      {
        path: `${hub}cli/`,
        pathNot: [tests, `${hub}cli/(serve|serve-hub|hub-process|demo)[^/]*\\.ts$`, `${hub}cli/demo/`],
      },
      { path: `${hub}main\\.ts$` },
    ),
    never(
      'cli-registry',
      'Only what evaluates formulas without a hub looks into connectors, for their look-ups and shapes: formula, mapping files, the demo that checks the result',
      {
        path: `${hub}cli/`,
        pathNot: [tests, `${hub}cli/(formula|mapping)[a-z-]*\\.ts$`, `${hub}cli/demo/`],
      },
      { path: [`${hub}registry\\.ts$`, '^packages/mapping/'] },
    ),
    never(
      'hub-ground',
      'The ground knows no room',
      {
        path: `${hub}(${ground})\\.ts$`,
      },
      { path: hub, pathNot: `${hub}(${ground})\\.ts$` },
    ),
    never(
      'hub-roof',
      'Nobody stands on the roof but main.ts itself, the command line and tests',
      {
        path: hub,
        pathNot: [tests, `${hub}cli/`, `${hub}main\\.ts$`],
      },
      { path: `${hub}(main|registry)\\.ts$` },
    ),
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '(/generated/|^packages/[^/]+/dist/|^packages/simulators/specs/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    detectProcessBuiltinModuleCalls: true,
  },
}
