/** Every screen of the console, by the address that shows it in a house with a synced customer. */
export interface Screen {
  name: string
  path: string
  /** What stands there when it is drawn. */
  shows: string
}

export function screensOf(of: { record: number; run: number; issue: number | null }): Screen[] {
  const flow = '/flows/clover-customers'
  return [
    { name: 'home', path: '/', shows: 'What goes where' },
    { name: 'records', path: '/records', shows: 'E-mail address' },
    { name: 'records-none', path: '/records?q=nobody+at+all', shows: 'Nobody is called' },
    { name: 'products-none', path: '/records?entity=Product', shows: 'No products yet' },
    { name: 'record', path: `/records/${of.record}`, shows: 'Known by' },
    { name: 'why', path: `/records/${of.record}?why=emailAddress`, shows: 'What the others say' },
    { name: 'flows', path: '/flows', shows: 'klaviyo-profiles' },
    { name: 'flow', path: flow, shows: 'Triggers' },
    { name: 'mapping', path: `${flow}?tab=mapping`, shows: 'Tried on this record' },
    { name: 'mapping-picture', path: `${flow}?tab=mapping&view=picture`, shows: 'Picture' },
    { name: 'versions', path: `${flow}?tab=versions`, shows: 'In force' },
    { name: 'description', path: `${flow}?tab=page`, shows: 'Definition as YAML' },
    { name: 'runs', path: '/runs', shows: 'Began' },
    { name: 'run', path: `/runs/${of.run}`, shows: 'Records with a reason' },
    { name: 'issues', path: '/issues', shows: 'Try all again' },
    ...(of.issue === null ? [] : [{ name: 'issue', path: `/issues/${of.issue}`, shows: 'What to do' }]),
    { name: 'stores', path: '/loyalty', shows: 'No stores yet' },
    { name: 'points', path: '/loyalty?tab=points', shows: 'Points for each visit' },
    { name: 'orders-of-nobody', path: '/loyalty?tab=orders', shows: 'Every order has its customer' },
    { name: 'rewards', path: '/loyalty?tab=rewards', shows: 'No rewards yet' },
    { name: 'redemptions', path: '/loyalty?tab=redemptions', shows: 'Nothing was redeemed' },
    { name: 'sign-ups', path: '/loyalty?tab=sign-ups', shows: 'Nobody signed up yet' },
    { name: 'counter', path: '/staff', shows: 'Find a customer' },
    { name: 'connections', path: '/connections', shows: 'Available' },
    { name: 'connection', path: '/connections/till', shows: 'Ready flows' },
    { name: 'connect-clover', path: '/connect/clover', shows: 'Where to find it in Clover' },
    { name: 'connect-klaviyo', path: '/connect/klaviyo', shows: 'Where to find it in Klaviyo' },
    { name: 'connect-shopify', path: '/connect/shopify', shows: 'Where to find it in Shopify' },
    { name: 'people', path: '/settings', shows: 'Invite' },
    { name: 'keys', path: '/settings?tab=keys', shows: 'New key' },
    { name: 'notifications', path: '/settings?tab=notifications', shows: 'What is told by mail' },
    { name: 'rules', path: '/settings?tab=rules', shows: 'Records taken for deleted' },
    { name: 'retention', path: '/settings?tab=retention', shows: 'Webhooks as they came' },
    { name: 'audit', path: '/settings?tab=audit', shows: 'A new sign-in link' },
    { name: 'hub', path: '/settings?tab=hub', shows: 'Running since' },
    { name: 'you', path: '/settings?tab=you', shows: 'New password' },
    { name: 'help', path: '/help/connect-clover', shows: 'Make a token' },
    { name: 'missing', path: '/nowhere', shows: 'No screen has this address' },
  ]
}
