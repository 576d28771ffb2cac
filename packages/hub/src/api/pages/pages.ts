import type { Api, ApiOptions } from '../types.ts'
import { takeForms } from './form-body.ts'
import { joinPage } from './join.ts'
import { troublePages } from './trouble-page.ts'
import { walletPages } from './wallet.ts'

/** What the shop's customers see: plain pages that work without a script. */
export async function publicPages(app: Api, options: Pick<ApiOptions, 'hub'>): Promise<void> {
  takeForms(app)
  app.setErrorHandler(troublePages(options.hub.log))
  joinPage(app, options)
  walletPages(app, options)
}
