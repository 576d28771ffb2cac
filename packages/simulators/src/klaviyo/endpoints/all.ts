import { getAccount, getAccounts } from './accounts.ts'
import type { Endpoint } from './call.ts'
import { getEvent, getEvents, getMetric, getMetrics } from './events.ts'
import * as imports from './import-jobs.ts'
import { addMembers, getMemberIds, getMembers, removeMembers } from './list-members.ts'
import { deleteList, getList, getLists, patchList, postList } from './lists.ts'
import { postEvent, postEvents } from './post-events.ts'
import * as profiles from './profiles.ts'
import { postSubscribe, postUnsubscribe } from './subscriptions.ts'
import { getSuppressionJob, getSuppressionJobs, postSuppressionJob } from './suppressions.ts'

/** Every operation of the official file that is served, by its id there. */
export const endpoints: Record<string, Endpoint> = {
  get_accounts: getAccounts,
  get_account: getAccount,
  get_events: getEvents,
  create_event: postEvent,
  get_event: getEvent,
  bulk_create_events: postEvents,
  get_lists: getLists,
  create_list: postList,
  get_list: getList,
  update_list: patchList,
  delete_list: deleteList,
  get_profiles_for_list: getMembers,
  get_profile_ids_for_list: getMemberIds,
  add_profiles_to_list: addMembers,
  remove_profiles_from_list: removeMembers,
  get_metrics: getMetrics,
  get_metric: getMetric,
  get_profiles: profiles.getProfiles,
  create_profile: profiles.postProfile,
  get_profile: profiles.getProfile,
  update_profile: profiles.patchProfile,
  get_lists_for_profile: profiles.getListsOfProfile,
  get_list_ids_for_profile: profiles.getListIdsOfProfile,
  create_or_update_profile: profiles.importProfile,
  get_bulk_import_profiles_jobs: imports.getImportJobs,
  bulk_import_profiles: imports.postImportJob,
  get_bulk_import_profiles_job: imports.getImportJob,
  get_profiles_for_bulk_import_profiles_job: imports.getImportedProfiles,
  get_profile_ids_for_bulk_import_profiles_job: imports.getImportedProfileIds,
  get_list_for_bulk_import_profiles_job: imports.getListsOfImport,
  get_errors_for_bulk_import_profiles_job: imports.getImportErrors,
  bulk_subscribe_profiles: postSubscribe,
  bulk_unsubscribe_profiles: postUnsubscribe,
  get_bulk_suppress_profiles_jobs: getSuppressionJobs('create'),
  bulk_suppress_profiles: postSuppressionJob('create'),
  get_bulk_suppress_profiles_job: getSuppressionJob('create'),
  get_bulk_unsuppress_profiles_jobs: getSuppressionJobs('delete'),
  bulk_unsuppress_profiles: postSuppressionJob('delete'),
  get_bulk_unsuppress_profiles_job: getSuppressionJob('delete'),
}
