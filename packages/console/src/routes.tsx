import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Frame } from './components/frame.tsx'
import { Failed, Waiting } from './components/states.tsx'
import { HomePage } from './pages/home/home-page.tsx'
import { MissingPage } from './pages/missing-page.tsx'
import {
  activitySpans,
  choice,
  flowTabs,
  issueFilters,
  loyaltyTabs,
  optional,
  recordEntities,
  redemptionChoices,
  ruleViews,
  settingsTabs,
  text,
  whole,
} from './search-values.ts'

/** Which screen stands at which address. The state of a screen stands in its address too, so that back always works. */
const root = createRootRoute({ component: Frame, notFoundComponent: MissingPage })
const at = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path })

const home = createRoute({
  ...at('/'),
  validateSearch: optional((search) => ({ span: choice(search.span, activitySpans) })),
  component: HomePage,
})

const records = createRoute({
  ...at('/records'),
  validateSearch: optional((search) => ({
    q: text(search.q),
    entity: choice(search.entity, recordEntities),
    from: text(search.from),
    store: whole(search.store),
  })),
  component: lazyRouteComponent(() => import('./pages/records/records-page.tsx'), 'RecordsPage'),
})

const record = createRoute({
  ...at('/records/$id'),
  validateSearch: optional((search) => ({ why: text(search.why) })),
  component: lazyRouteComponent(() => import('./pages/records/record-page.tsx'), 'RecordPage'),
})

const flows = createRoute({
  ...at('/flows'),
  component: lazyRouteComponent(() => import('./pages/flows/flows-page.tsx'), 'FlowsPage'),
})

const flow = createRoute({
  ...at('/flows/$name'),
  validateSearch: optional((search) => ({
    tab: choice(search.tab, flowTabs),
    mapping: whole(search.mapping),
    view: choice(search.view, ruleViews),
    record: text(search.record),
    from: whole(search.from),
    to: whole(search.to),
  })),
  component: lazyRouteComponent(() => import('./pages/flows/flow-page.tsx'), 'FlowPage'),
})

const runs = createRoute({
  ...at('/runs'),
  validateSearch: optional((search) => ({ flow: text(search.flow) })),
  component: lazyRouteComponent(() => import('./pages/runs/runs-page.tsx'), 'RunsPage'),
})

const run = createRoute({
  ...at('/runs/$id'),
  validateSearch: optional((search) => ({ outcome: text(search.outcome), trace: text(search.trace) })),
  component: lazyRouteComponent(() => import('./pages/runs/run-page.tsx'), 'RunPage'),
})

const issues = createRoute({
  ...at('/issues'),
  validateSearch: optional((search) => ({ show: choice(search.show, issueFilters) })),
  component: lazyRouteComponent(() => import('./pages/issues/issues-page.tsx'), 'IssuesPage'),
})

const issue = createRoute({
  ...at('/issues/$id'),
  component: lazyRouteComponent(() => import('./pages/issues/issue-page.tsx'), 'IssuePage'),
})

const loyalty = createRoute({
  ...at('/loyalty'),
  validateSearch: optional((search) => ({
    tab: choice(search.tab, loyaltyTabs),
    show: choice(search.show, redemptionChoices),
    redemption: whole(search.redemption),
  })),
  component: lazyRouteComponent(() => import('./pages/loyalty/loyalty-page.tsx'), 'LoyaltyPage'),
})

const connections = createRoute({
  ...at('/connections'),
  component: lazyRouteComponent(() => import('./pages/connections/connections-page.tsx'), 'ConnectionsPage'),
})

const connect = createRoute({
  ...at('/connect/$connector'),
  validateSearch: optional((search) => ({ name: text(search.name), oauth: whole(search.oauth) })),
  component: lazyRouteComponent(() => import('./pages/connections/connect-page.tsx'), 'ConnectPage'),
})

const connection = createRoute({
  ...at('/connections/$name'),
  component: lazyRouteComponent(() => import('./pages/connections/connection-page.tsx'), 'ConnectionPage'),
})

const settings = createRoute({
  ...at('/settings'),
  validateSearch: optional((search) => ({ tab: choice(search.tab, settingsTabs) })),
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx'), 'SettingsPage'),
})

const staff = createRoute({
  ...at('/staff'),
  validateSearch: optional((search) => ({
    q: text(search.q),
    customer: whole(search.customer),
    redeemed: whole(search.redeemed),
  })),
  component: lazyRouteComponent(() => import('./pages/staff/staff-page.tsx'), 'StaffPage'),
})

const help = createRoute({
  ...at('/help/$page'),
  component: lazyRouteComponent(() => import('./pages/help/help-page.tsx'), 'HelpPage'),
})

const tree = root.addChildren([
  ...[home, records, record, flows, flow, runs, run],
  ...[issues, issue, loyalty, connections, connect, connection, settings, staff, help],
])

export function makeRouter() {
  return createRouter({
    routeTree: tree,
    defaultPendingComponent: Waiting,
    defaultErrorComponent: ({ error }) => <Failed error={error instanceof Error ? error : new Error(String(error))} />,
    defaultPreload: 'intent',
    // What somebody typed or opened at one flow or record is not of the next: another name in the path is another screen.
    defaultRemountDeps: ({ params }) => params,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
