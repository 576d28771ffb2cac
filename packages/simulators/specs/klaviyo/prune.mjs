// Makes openapi.json here from the vendor's whole file: node prune.mjs <stable.json>
// Keeps the operations that the simulator serves, word for word, and every component that they reach.
import { readFileSync, writeFileSync } from 'node:fs'

const served = {
  '/api/accounts': ['get'],
  '/api/accounts/{id}': ['get'],
  '/api/events': ['get', 'post'],
  '/api/events/{id}': ['get'],
  '/api/event-bulk-create-jobs': ['post'],
  '/api/lists': ['get', 'post'],
  '/api/lists/{id}': ['get', 'patch', 'delete'],
  '/api/lists/{id}/profiles': ['get'],
  '/api/lists/{id}/relationships/profiles': ['get', 'post', 'delete'],
  '/api/metrics': ['get'],
  '/api/metrics/{id}': ['get'],
  '/api/profiles': ['get', 'post'],
  '/api/profiles/{id}': ['get', 'patch'],
  '/api/profiles/{id}/lists': ['get'],
  '/api/profiles/{id}/relationships/lists': ['get'],
  '/api/profile-import': ['post'],
  '/api/profile-bulk-import-jobs': ['get', 'post'],
  '/api/profile-bulk-import-jobs/{job_id}': ['get'],
  '/api/profile-bulk-import-jobs/{id}/profiles': ['get'],
  '/api/profile-bulk-import-jobs/{id}/relationships/profiles': ['get'],
  '/api/profile-bulk-import-jobs/{id}/lists': ['get'],
  '/api/profile-bulk-import-jobs/{id}/import-errors': ['get'],
  '/api/profile-subscription-bulk-create-jobs': ['post'],
  '/api/profile-subscription-bulk-delete-jobs': ['post'],
  '/api/profile-suppression-bulk-create-jobs': ['get', 'post'],
  '/api/profile-suppression-bulk-create-jobs/{job_id}': ['get'],
  '/api/profile-suppression-bulk-delete-jobs': ['get', 'post'],
  '/api/profile-suppression-bulk-delete-jobs/{job_id}': ['get'],
}

const whole = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const kept = { openapi: whole.openapi, info: whole.info, servers: whole.servers, paths: {}, components: {} }
for (const [path, methods] of Object.entries(served)) {
  kept.paths[path] = Object.fromEntries(methods.map((method) => [method, whole.paths[path][method]]))
}
const keepReached = (node) => {
  if (typeof node !== 'object' || node === null) return
  if (typeof node.$ref === 'string') {
    const [, , kind, name] = node.$ref.split('/')
    kept.components[kind] ??= {}
    if (kept.components[kind][name] === undefined) {
      kept.components[kind][name] = whole.components[kind][name]
      keepReached(whole.components[kind][name])
    }
  }
  for (const child of Object.values(node)) keepReached(child)
}
keepReached(kept.paths)
writeFileSync(new URL('openapi.json', import.meta.url), `${JSON.stringify(kept, null, 1)}\n`)
