// Made by `npm run generate` from openapi.json. Do not edit.
export interface paths {
    "/api/v1/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the runs of the last hours did, in slices of time, and the pace of each flow */
        get: operations["getActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys of programs, without themselves */
        get: operations["listApiKeys"];
        put?: never;
        /** Make a key for a program; it is shown this once */
        post: operations["makeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** A key stops working at once */
        delete: operations["removeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people and programs did, the newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether every entry of the audit log is as it was written */
        get: operations["checkAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes of records, the oldest first: a page, or a stream of events for Accept: text/event-stream
         * @description A page begins at the first change unless told. A stream begins at its Last-Event-ID or after, else with what comes from now on. Its events are called `change`, with one change each, and `alive`, with how far they go: { "after": "4711" }.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every connected account */
        get: operations["listConnections"];
        put?: never;
        /** Connect an account: its credentials are proved at the vendor before they are stored */
        post: operations["connect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One connected account */
        get: operations["getConnection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the vendor anew what the credentials of a connection open */
        post: operations["checkConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Use what the hub has of an account and take nothing new: pause all its flows into the hub */
        post: operations["freezeConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/hook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the vendor of a connection is to send its webhooks */
        get: operations["getHook"];
        /** What the webhooks of a connection carry from now on; what they carried before is good for a day more */
        put: operations["setHookSecrets"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Webhooks that came for a connection, the newest first */
        get: operations["listHooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/switches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that decides how a connection behaves, with its default and what it does */
        get: operations["listSwitches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/unfreeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take what is new of an account again: resume the flows that freezing it had paused */
        post: operations["unfreezeConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the vendor what credentials open, and store nothing */
        post: operations["checkAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/oauth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to connect an account by signing in at the vendor */
        post: operations["beginOAuth"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/oauth/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a sign-in at a vendor went */
        get: operations["getOAuth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The vendors that this hub knows, and what each offers */
        get: operations["listConnectors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One vendor */
        get: operations["getConnector"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers by the end of a phone number, an e-mail address, a number or a name, with their points */
        get: operations["findCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A customer at the counter: points, what they buy, and what was redeemed last */
        get: operations["getCustomerAtCounter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a customer has, and every entry of the ledger, the newest first */
        get: operations["getPointsOfCustomer"];
        put?: never;
        /** Give a customer points, or take some, and say why */
        post: operations["adjustPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the points for a reward; the answer holds the code and the name of the discount at the till */
        post: operations["redeemReward"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/store": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The favourite store of a customer: the one with the most orders, unless a person chose another */
        get: operations["getFavouriteStore"];
        /** Choose the favourite store of a customer, whatever the orders say */
        put: operations["chooseFavouriteStore"];
        post?: never;
        /** Take the choice back: the favourite store follows from the orders again */
        delete: operations["takeBackFavouriteStore"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/diagnostics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that somebody who helps needs to know, as one file: states, counts and codes, and no secret and no person */
        get: operations["getDiagnostics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities/{name}/initialise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read every record of an entity from its sources and map it anew */
        post: operations["initialiseEntity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every flow */
        get: operations["listFlows"];
        put?: never;
        /** Make a flow of a definition, checked and tried on its cases; it is paused until somebody resumes it */
        post: operations["createFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One flow with its definition and how its deliveries stand */
        get: operations["getFlow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/cases/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run the saved cases of a flow's definition, or of a proposed one */
        post: operations["runCases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The definition of a copy under another name, perhaps the other way round; nothing is stored */
        get: operations["copyFlow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/definition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A flow's definition */
        get: operations["getDefinition"];
        /** Give a flow a new version of its definition, checked and tried on its cases */
        put: operations["saveDefinition"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/definition.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A flow's definition as a YAML file */
        get: operations["exportDefinition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed between two versions, rule by rule */
        get: operations["diffVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** For one record, the value of each destination field with the rule, the branch and the inputs */
        post: operations["explainRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page that a flow prints about itself, in Markdown */
        get: operations["printFlow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin no new work of a flow */
        post: operations["pauseFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a flow, or a proposed definition of it, would do with stored records */
        post: operations["previewFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What must be true for a flow to run well, thing by thing, and the records that it would leave out */
        get: operations["flowReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the newest comparison found */
        get: operations["getReconciliation"];
        put?: never;
        /** Compare what the hub has with the other side of a flow; nothing is changed */
        post: operations["reconcileFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a paused or stopped flow go on */
        post: operations["resumeFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put another version of the definition into force */
        post: operations["rollBackFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queue a run over all records of a flow: read anew, or mapped again from what was stored (replay) */
        post: operations["runFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/selections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a run over records of your choice: those that meet a condition, or those that you name next */
        post: operations["openSelection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queue one record, by the hub's id or by the vendor's */
        post: operations["syncRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One record taken through a flow against the vendor as it is now, step by step; nothing is written */
        post: operations["traceRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of a flow's definition, the newest first */
        get: operations["listVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version of a flow's definition */
        get: operations["getVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What did not arrive, by cause, the newest first; unless a state is named, what is open */
        get: operations["listIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One issue: its cause in words, and what to do about it */
        get: operations["getIssue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say who sees to it; null: nobody */
        post: operations["assignIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is seen to; what fails again opens a new one */
        post: operations["closeIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{id}/edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change fields of one record by a person's hand, and try it again */
        post: operations["editAndReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The records of an issue that have not passed yet */
        get: operations["listIssueMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try the records of one issue again, or one of them; a stopped flow goes on */
        post: operations["replayIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Out of the list until an instant; null: back into it now */
        post: operations["snoozeIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try the records of every open issue again, or of those that fit */
        post: operations["replayIssues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test mail to whom alerts go */
        post: operations["testMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/merge-suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers who have the same phone number or another trait, in pairs */
        get: operations["listMergeSuggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/merge-suggestions/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that two customers are not one person: they are not suggested again, nor merged by themselves */
        post: operations["refuseMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All merges of customers, the newest first */
        get: operations["listMerges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/merges/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Part two customers who were merged: each has again what it had */
        post: operations["unmergeCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may use this hub */
        get: operations["listPeople"];
        put?: never;
        /** Invite somebody: the answer holds the link that lets them in */
        post: operations["invitePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take the account of somebody away */
        delete: operations["removePerson"];
        options?: never;
        head?: never;
        /** Change the name or the role of somebody */
        patch: operations["changePerson"];
        trace?: never;
    };
    "/api/v1/people/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new sign-in link for somebody who lost the way in */
        post: operations["makeSignInLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign somebody out in every browser */
        delete: operations["signOutPerson"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the programme stands: what was earned, redeemed and expired */
        get: operations["getPoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/recompute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare a page of orders with the ledger by the rules as they are now, and enter the differences; go on with `next` */
        post: operations["recomputePoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/unattributed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders that name no customer and so earn nothing, the newest first; an edit of customerId gives one to a customer */
        get: operations["listUnattributedOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recipes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ready flows */
        get: operations["listRecipes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recipes/{name}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a recipe's flows on a connection, or bring them to its newest version */
        post: operations["applyRecipe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recipes/{name}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a recipe would make of the first real record of an account; nothing is written */
        post: operations["tryRecipe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records, or those whose name, e-mail address, number or hub id holds every word of q, or customers with that phone */
        get: operations["listRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One record with its links, where each value came from, and its last changes */
        get: operations["getRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change fields by a person's hand: null clears one, of custom fields those that are named change */
        patch: operations["editRecord"];
        trace?: never;
    };
    "/api/v1/records/{id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one record needs to go out by a flow, check by check; nothing is written */
        get: operations["validateRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a customer stands on e-mail and text messages, and every entry of the ledger, the newest first */
        get: operations["getConsents"];
        put?: never;
        /** Enter what the customer said: a withdrawal, or consent with the act by which they gave it */
        post: operations["recordConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Link a record with a vendor's id, which may be another record's by now */
        post: operations["linkRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make one of two customers who are one person: the older record goes on */
        post: operations["mergeCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The merges that a customer is a part of, each with what spoke for it, the newest first */
        get: operations["listMergesOfCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/repairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people did to the links of a record, the newest first */
        get: operations["listRepairs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/unlink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a link from a record; with `rematch` its flows look at once where it belongs */
        post: operations["unlinkRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that records may be sourced from, as `from` of their list takes it */
        get: operations["listSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was redeemed, the newest first */
        get: operations["listRedemptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redemptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One redemption with every step that it took, and who took it */
        get: operations["getRedemption"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redemptions/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the discount was given at the till */
        post: operations["applyRedemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redemptions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a redemption; the points are given back once */
        post: operations["cancelRedemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redemptions/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what you redeemed within the last 15 minutes, and was not applied yet */
        post: operations["undoRedemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redemptions/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many redemptions wait for the till, and how many of them for too long */
        get: operations["countWaitingRedemptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repairs/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a link back to where it was */
        post: operations["undoRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rewards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What points buy, the cheapest first */
        get: operations["listRewards"];
        put?: never;
        /** Offer a reward */
        post: operations["createReward"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rewards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One reward */
        get: operations["getReward"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a reward, or take it off the offer; what was redeemed keeps what it was */
        patch: operations["changeReward"];
        trace?: never;
    };
    "/api/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs, the newest first */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run with its counters */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a run that is not over: what it wrote stays, what it has not begun is left undone */
        post: operations["cancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/outcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The records of a run that need words: filtered, held, in error, or done with a warning */
        get: operations["listOutcomes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/outcomes/{outcome}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One outcome, with the incoming record and the record that is in its way side by side */
        get: operations["compareOutcome"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a run go on that its brakes stopped before it changed too much */
        post: operations["releaseRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/selection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add ids to a run that collects its selection, as often as you like */
        post: operations["nameRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The selection is complete: queue the run */
        post: operations["startSelection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What undoing a run would put back, with the records that it changed last; nothing is written */
        get: operations["planUndo"];
        put?: never;
        /** Put back what a run changed, where nobody changed it since, and send it on; records that it made stay */
        post: operations["undoRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in with this browser */
        get: operations["getSession"];
        put?: never;
        /** Sign in with e-mail address and password */
        post: operations["signIn"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/enter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a link that an owner made */
        post: operations["enter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose another password; every other session of yours ends */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/set-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the first account, with the token that the hub printed at its start */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where you are signed in */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere but here */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out in one other browser */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the business chose: brakes, identity, retention, notifications, loyalty */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change some of it; what is left out stays as it is */
        patch: operations["changeSettings"];
        trace?: never;
    };
    "/api/v1/sign-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who signed up by the form, the newest first, and how each stands towards every destination */
        get: operations["listSignUps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether what is due moves, what is stopped, and how many issues are open */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stores of the business, with the keys that its sources have for them */
        get: operations["listStores"];
        put?: never;
        /** Enter a store, with its keys: all of it or nothing */
        post: operations["createStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One store */
        get: operations["getStore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a store, its keys, or whether it is archived: all of it or nothing */
        patch: operations["changeStore"];
        trace?: never;
    };
    "/api/v1/stores/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys of locations that orders came from, with the store that has each; those without one first */
        get: operations["listStoreKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions, database, workers, and how far each flow is behind */
        get: operations["getSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Activity: {
            rates: {
                flow: string;
                isRunning: boolean;
                lastHour: number;
                perMinute: number;
            }[];
            /** Format: date-time */
            since: string;
            /** @description Slices in which something ran, the oldest first */
            slices: {
                created: number;
                error: number;
                filtered: number;
                /** Format: date-time */
                from: string;
                held: number;
                linked: number;
                /** @description The longest a run took, from asked for to ended */
                longestSeconds: number | null;
                read: number;
                runs: number;
                unchanged: number;
                updated: number;
            }[];
            sliceSeconds: number;
        };
        ApiKey: {
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            id: number;
            name: string;
            /** @enum {string} */
            role: "cashier" | "viewer" | "operator" | "editor" | "admin" | "owner";
            scopes: string[] | null;
            usedAt: string | null;
        };
        Applied: {
            connection: string;
            flows: {
                name: string;
                /** @enum {string} */
                result: "created" | "updated" | "unchanged";
                version: number;
            }[];
            recipe: string;
        };
        Arrival: {
            firstAt: string | null;
            /** @description Null: something came, or nothing is to come */
            firstExpectedBy: string | null;
            /** @description Its flows into the hub are all paused */
            isFrozen: boolean;
            /** @description From the last change at the vendor until it was stored here */
            lagSeconds: number | null;
            /** @description When the last news came */
            lastAt: string | null;
            /** @description Since when something should have come, if that is more than a day ago */
            lateSince: string | null;
            /** @description When a source was last read to its end */
            lookedAt: string | null;
        };
        AuditChain: {
            /** @description The first entry that was altered, or before which one is missing; null: all are as they were written */
            brokenAt: number | null;
            entries: number;
            /** @description Written down elsewhere, it shows later whether entries were cut off at the end */
            last: {
                hash: string;
                id: number;
            } | null;
        };
        AuditEntry: {
            /** @description The id of the operation in this API */
            action: string;
            /** @description As `person:1` or `key:deploy` */
            actor: string;
            /** @description The network address that the request came from */
            address: string;
            /** Format: date-time */
            at: string;
            /** @description The flags and whole numbers that the body said; no other word of a body is kept */
            chose: {
                [key: string]: boolean | number;
            };
            /** @description Without a gap */
            id: number;
            requestId: string;
            /** @description What the operation does */
            says: string;
            /** @description How it was answered; null: it was not */
            status: number | null;
            /** @description What the address named */
            target: {
                [key: string]: string;
            };
        };
        BegunOAuth: {
            connection: string;
            connector: string;
            /**
             * Format: date-time
             * @description Until then the browser may come back
             */
            expiresAt: string;
            id: number;
            /** @description Why it failed */
            problem: {
                code: string;
                detail: string;
            } | null;
            /** @enum {string} */
            progress: "waiting" | "under_way" | "connected" | "failed";
            /** @description What the app at the vendor must name as the address to come back to */
            redirectUri: string;
            /** @description To be opened in a browser; it leads on to the vendor */
            url: string;
        };
        CaseReport: {
            difference: string | null;
            name: string;
            pass: boolean;
        };
        CasesRun: {
            cases: components["schemas"]["CaseReport"][];
            failed: number;
            flow: string;
            passed: number;
        };
        Change: {
            actor: string;
            /** Format: date-time */
            at: string;
            entity: string;
            /** @description What changed; null: all of it is new. Empty: what is known of consent */
            fields: string[] | null;
            /** @description The cursor of what follows it */
            id: string;
            /** @description Where it was merged: the record that it is a part of now */
            into: number | null;
            /** @enum {string} */
            kind: "created" | "changed" | "merged" | "deleted";
            record: number;
            run: number | null;
            version: number;
        };
        ChangeStoreInput: {
            address1?: string | null;
            address2?: string | null;
            city?: string | null;
            country?: string | null;
            /** @description An archived store has no keys and is in no list */
            isArchived?: boolean;
            /** @description All that it has from then on */
            keys?: {
                /** @description Whose key it is */
                connection: string;
                /** @description The location as the source knows it */
                key: string;
            }[];
            name?: string;
            /** @description What people call it among themselves */
            nickname?: string | null;
            phone?: string | null;
            postalCode?: string | null;
            region?: string | null;
            website?: string | null;
        };
        CheckedAccount: {
            account: string;
            label: string;
            permissions: {
                /** @description Granted, although no enabled flow needs it: better not granted */
                excess: boolean;
                /** @description Sources and targets; empty: nothing needs it */
                neededBy: string[];
                permission: string;
                /** @enum {string} */
                state: "granted" | "missing" | "unknown";
                /** @description The enabled flows of the connection of this name that need it */
                usedBy: string[];
            }[];
        };
        ComparedOutcome: {
            /** Format: date-time */
            at: string;
            code: string;
            description: string;
            externalId: string | null;
            facts: {
                [key: string]: unknown;
            } | null;
            /** @description The record of the hub that has what the incoming one wants too */
            holder: {
                data: {
                    [key: string]: unknown;
                };
                id: number;
            } | null;
            id: number;
            /** @description What the flow makes of the record as its source has it now */
            incoming: {
                [key: string]: unknown;
            } | null;
            outcome: string;
            /** @description What was wrong with this record */
            reason: string;
            recordId: number | null;
            /** @description What a person does about it */
            resolution: string;
            /** @description What the code means, from the error catalogue */
            title: string;
            /** @description The record in the vendor's own pages */
            url: string | null;
        };
        Connected: {
            /** @description The vendor's own id of the account */
            account: string;
            /** @description How what the account says comes into the hub */
            arrival: components["schemas"]["Arrival"];
            connector: string;
            /** Format: date-time */
            createdAt: string;
            /** @description Secrets are masked */
            credentials: {
                [key: string]: string;
            };
            /** @description Granted, although no enabled flow needs it */
            excess: string[];
            fault: {
                [key: string]: unknown;
            } | null;
            id: number;
            /** @description By signing in at the vendor, not by credentials that somebody typed */
            isSignedIn: boolean;
            label: string;
            missing: {
                neededBy: string[];
                permission: string;
            }[];
            name: string;
            permissions: {
                [key: string]: unknown;
            };
            settings: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            state: "active" | "paused" | "stopped";
            /** Format: date-time */
            updatedAt: string;
        };
        Connection: {
            /** @description The vendor's own id of the account */
            account: string;
            /** @description How what the account says comes into the hub */
            arrival: components["schemas"]["Arrival"];
            connector: string;
            /** Format: date-time */
            createdAt: string;
            /** @description Secrets are masked */
            credentials: {
                [key: string]: string;
            };
            fault: {
                [key: string]: unknown;
            } | null;
            id: number;
            /** @description By signing in at the vendor, not by credentials that somebody typed */
            isSignedIn: boolean;
            label: string;
            name: string;
            permissions: {
                [key: string]: unknown;
            };
            settings: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            state: "active" | "paused" | "stopped";
            /** Format: date-time */
            updatedAt: string;
        };
        Connector: {
            category: string;
            /** @description JSON Schema of the credentials; `secret: true` marks what is never shown again */
            credentials: {
                [key: string]: unknown;
            };
            /** @description It tells of changes by itself */
            hasWebhooks: boolean;
            id: string;
            /** @description What formulas of its flows may call besides the functions of the language */
            lookups: {
                name: string;
                params: {
                    name: string;
                    optional: boolean;
                    /** @enum {string} */
                    type: "text" | "whole" | "any";
                }[];
                says: string;
            }[];
            /** @description JSON Schema of the app to sign in with; null: nobody signs in there */
            oauth: {
                [key: string]: unknown;
            } | null;
            /** @description JSON Schema of the settings */
            settings: {
                [key: string]: unknown;
            };
            sources: {
                name: string;
                needs: string[];
                /** @description JSON Schema of its records */
                schema: {
                    [key: string]: unknown;
                };
                title: string;
            }[];
            targets: {
                /** @description The fields by which a record that is there already is found, strongest first */
                matchBy: string[];
                name: string;
                needs: string[];
                /** @description JSON Schema of its records */
                schema: {
                    [key: string]: unknown;
                };
                title: string;
            }[];
            title: string;
        };
        Consents: {
            entries: {
                /** @description What the person did themself; null: somebody else set it */
                act: string | null;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                channel: "email" | "sms";
                connection: string | null;
                externalId: string | null;
                id: number;
                proof: {
                    [key: string]: unknown;
                };
                /** Format: date-time */
                recordedAt: string;
                run: number | null;
                source: string;
                /** @enum {string} */
                state: "given" | "withdrawn";
            }[];
            standing: {
                email: {
                    since: string | null;
                    /** @enum {string} */
                    state: "given" | "withdrawn" | "unknown";
                };
                sms: {
                    since: string | null;
                    /** @enum {string} */
                    state: "given" | "withdrawn" | "unknown";
                };
            };
        };
        CopiedFlow: {
            /** @description YAML, to make a flow of with POST /flows */
            definition: string;
            /** @description Errors must be put right before a flow can be made of it */
            diagnostics: components["schemas"]["Diagnostic"][];
            /** @description What could not be turned round */
            left: {
                mapping: string;
                to?: string;
                why: string;
            }[];
        };
        Counter: {
            customer: components["schemas"]["CustomerAtCounter"];
            /** @description Where the customer likes to buy */
            favouriteStore: string | null;
            /** @description Whether the loyalty programme is on: nothing is redeemed while it is off */
            isOn: boolean;
            redemptions: {
                appliedAt: string | null;
                /** @description till: the hub found the discount by itself */
                appliedBy: string | null;
                /** @description You redeemed it a moment ago, and it was not applied yet */
                canUndo: boolean;
                /** @description What the cashier reads out */
                code: string;
                /** @description The name of the customer, where one is known */
                customer: string;
                customerId: number;
                id: number;
                /** @description Redeemed, and no order had the discount for longer than the settings allow */
                isFlagged: boolean;
                note: string | null;
                /** @description The order that had the discount, by its hub id */
                orderId: number | null;
                /** Format: date-time */
                redeemedAt: string;
                redeemedBy: string;
                /** @description As it was when it was redeemed */
                reward: {
                    discount: components["schemas"]["RewardDiscount"];
                    name: string;
                    points: number;
                    tillName: string;
                };
                rewardId: number;
                /** @enum {string} */
                state: "redeemed" | "applied" | "cancelled";
            }[];
            rewards: {
                archivedAt: string | null;
                /** Format: date-time */
                createdAt: string;
                discount: components["schemas"]["RewardDiscount"];
                id: number;
                /** @description Points that the customer lacks for it; 0: it can be redeemed */
                missing: number;
                name: string;
                points: number;
                says: string;
                tillName: string;
                validFrom: string | null;
                validUntil: string | null;
            }[];
        };
        CustomerAtCounter: {
            balance: number;
            customerNumber: string | null;
            /** @description The first letter and the host */
            email: string | null;
            id: number;
            name: string;
            /** @description The last four digits */
            phone: string | null;
        };
        Diagnostic: {
            code: string;
            /** @description What would put it right */
            fix?: {
                path: (string | number)[];
                says: string;
                value: unknown;
            };
            message: string;
            /** @description Where in the definition */
            path: (string | number)[];
            /** @description Where in the text of the formula */
            range?: {
                column: number;
                length: number;
                line: number;
            };
            /** @enum {string} */
            severity: "error" | "warning" | "hint";
        };
        EditedAndReplayed: {
            records: number;
            /** @description Follow them under /api/v1/runs/{id} */
            runs: number[];
            skipped: {
                issue: number;
                reason: string;
            }[];
            version: number;
        };
        Explained: {
            fields: {
                branches: {
                    condition: string;
                    isTrue: boolean;
                }[];
                error?: string;
                isDefault: boolean;
                /** @enum {string} */
                kind: "field" | "static" | "formula" | "lookup";
                path: string;
                reads: {
                    name: string;
                    value: unknown;
                }[];
                rule: {
                    [key: string]: unknown;
                };
                /** @description Absent: the destination is left alone */
                value?: unknown;
            }[];
            /** @description Whether it is an update */
            isLinked: boolean;
            mapping: string | null;
            /** @enum {string} */
            outcome: "mapped" | "filtered" | "error";
            reasons: {
                code: string;
                facts?: {
                    [key: string]: unknown;
                };
                field?: string;
                message: string;
            }[];
        };
        ExplainedRecord: {
            fields: {
                branches: {
                    condition: string;
                    isTrue: boolean;
                }[];
                error?: string;
                isDefault: boolean;
                /** @enum {string} */
                kind: "field" | "static" | "formula" | "lookup";
                path: string;
                reads: {
                    name: string;
                    value: unknown;
                }[];
                rule: {
                    [key: string]: unknown;
                };
                /** @description Absent: the destination is left alone */
                value?: unknown;
            }[];
            /** @description Whether it is an update */
            isLinked: boolean;
            mapping: string | null;
            /** @enum {string} */
            outcome: "mapped" | "filtered" | "error";
            reasons: {
                code: string;
                facts?: {
                    [key: string]: unknown;
                };
                field?: string;
                message: string;
            }[];
            /** @description The record that the rules read */
            source: {
                [key: string]: unknown;
            };
        };
        FavouriteStore: {
            /** @description A person said so. Null: it follows from the orders */
            choice: {
                /** Format: date-time */
                at: string;
                by: string;
                store: number;
            } | null;
            /** @description Null: nothing was bought in any store */
            favourite: {
                id: number;
                name: string;
            } | null;
            /** @description The most orders first, and of equals the newest */
            visits: {
                /** Format: date-time */
                lastAt: string;
                name: string;
                orders: number;
                store: number;
            }[];
        };
        Flow: {
            connectionId: number;
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            direction: "to_hub" | "from_hub";
            endpoint: string;
            entity: string;
            fault: {
                [key: string]: unknown;
            } | null;
            id: number;
            name: string;
            recipe: string | null;
            /** @description When its sources are looked at */
            schedules: {
                /** @description Null: when somebody asks for it */
                nextAt: string | null;
                /** @description An interval as in 15m, or a cron expression */
                schedule: string | null;
                /** @description A source of the vendor; ":sweep" is all of them, from the beginning */
                source: string;
            }[];
            /** @enum {string} */
            state: "enabled" | "paused" | "stopped";
            /** Format: date-time */
            updatedAt: string;
            /** @description The version of its definition that is in force */
            version: number;
        };
        FlowInFull: {
            connection: string;
            connectionId: number;
            /** Format: date-time */
            createdAt: string;
            definition: {
                [key: string]: unknown;
            };
            deliveries: {
                done: number;
                due: number;
                held: number;
            };
            /** @enum {string} */
            direction: "to_hub" | "from_hub";
            endpoint: string;
            entity: string;
            fault: {
                [key: string]: unknown;
            } | null;
            id: number;
            name: string;
            openRuns: number;
            recipe: string | null;
            /** @description When its sources are looked at */
            schedules: {
                /** @description Null: when somebody asks for it */
                nextAt: string | null;
                /** @description An interval as in 15m, or a cron expression */
                schedule: string | null;
                /** @description A source of the vendor; ":sweep" is all of them, from the beginning */
                source: string;
            }[];
            /** @enum {string} */
            state: "enabled" | "paused" | "stopped";
            /** Format: date-time */
            updatedAt: string;
            /** @description The version of its definition that is in force */
            version: number;
        };
        Hook: {
            delivery: string;
            id: number;
            /** Format: date-time */
            receivedAt: string;
            /** @description How often the same came again */
            repeats: number;
            /** @description When all that it names was read; null: not yet */
            settledAt: string | null;
            /** @description What the vendor asks to be typed back, where it asks whose address this is */
            verification: string | null;
        };
        HookDoor: {
            hasSecrets: boolean;
            /** @description Until then the secrets before the present ones are taken too */
            secretsBeforeUntil: string | null;
            /** @description Where the vendor is to send its webhooks; nobody else should know it */
            url: string;
        };
        Invited: {
            /** @description Opens the console once, for a day: the part after the address */
            path: string;
            person: components["schemas"]["Person"];
        };
        Issue: {
            assignee: string | null;
            /** @description The most tries of one of them */
            attempts: number;
            closedAt: string | null;
            /** @description passed: by itself, because the last record passed */
            closedBy: string | null;
            /** @description Stable; the words for it stand in title, description and resolution */
            code: string;
            connection: string | null;
            description: string;
            facts: {
                [key: string]: unknown;
            } | null;
            field: string | null;
            /** Format: date-time */
            firstAt: string;
            flow: string | null;
            id: number;
            /** Format: date-time */
            lastAt: string;
            /** @description Of the last record that met it */
            reason: string;
            /** @description Records that have not passed yet */
            records: number;
            resolution: string;
            /** @description Those of them that are tried again by themselves */
            retrying: number;
            /**
             * @description records: about single records; flow or connection: as a whole it stopped, or cannot go on; run: its brakes stopped it, and it asks; store: orders come from a place that no store has
             * @enum {string}
             */
            shape: "records" | "flow" | "connection" | "run" | "store";
            snoozedUntil: string | null;
            /** @enum {string} */
            state: "open" | "snoozed" | "closed";
            title: string;
            /** @description Records that ever met it */
            total: number;
        };
        IssueMember: {
            attempts: number;
            externalId: string | null;
            facts: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            firstAt: string;
            id: number;
            /** Format: date-time */
            lastAt: string;
            reason: string;
            recordId: number | null;
            /** @description The run that met it last */
            run: number | null;
            /** @description held: a person must decide; error: it cannot go as it is; retrying: it is tried again */
            standing: string;
        };
        MailTested: {
            /** @description How many addresses it went to */
            to: number;
        };
        MakeApiKeyInput: {
            /**
             * @description Until it expires; null: never
             * @default null
             */
            days: number | null;
            name: string;
            /** @enum {string} */
            role: "cashier" | "viewer" | "operator" | "editor" | "admin" | "owner";
            /**
             * @description The parts of the API that the key may reach, with what its role allows there; null: every part
             * @default null
             */
            scopes: ("records" | "flows" | "runs" | "issues" | "connections" | "connectors" | "recipes" | "loyalty" | "settings" | "health" | "people" | "keys")[] | null;
        };
        MakeStoreInput: {
            address1?: string | null;
            address2?: string | null;
            city?: string | null;
            country?: string | null;
            /** @default [] */
            keys: {
                /** @description Whose key it is */
                connection: string;
                /** @description The location as the source knows it */
                key: string;
            }[];
            name: string;
            /** @description What people call it among themselves */
            nickname?: string | null;
            phone?: string | null;
            postalCode?: string | null;
            region?: string | null;
            website?: string | null;
        };
        Merge: {
            actor: string;
            /** Format: date-time */
            at: string;
            id: number;
            /** @description How many links went along */
            links: number;
            /** @description The record that became a part of it */
            merged: number;
            /** @description What both have, in part where it is a phone number or an e-mail address */
            shown: string | null;
            /** @description The record that went on */
            survivor: number;
            /** @description What spoke for it; null: a person saw it */
            trait: string | null;
            undoneAt: string | null;
            undoneBy: string | null;
        };
        MergeReport: {
            /** @description Null: it was only planned */
            id: number | null;
            /** @description What goes from the one to the other */
            links: {
                /** @description Null: a person's edits */
                connection: string | null;
                externalId: string;
            }[];
            /** @description The record that becomes a part of it, or comes back */
            merged: {
                /** @description Field → what it was and what it is; one of the two is absent where the field was not there */
                changes: {
                    [key: string]: {
                        new?: unknown;
                        old?: unknown;
                    };
                };
                data: {
                    [key: string]: unknown;
                };
                id: number;
            };
            /** @description What each of the two has by itself; null: there is no programme */
            points: {
                merged: number;
                survivor: number;
            } | null;
            /** @description The record that goes on, as it is then */
            survivor: {
                /** @description Field → what it was and what it is; one of the two is absent where the field was not there */
                changes: {
                    [key: string]: {
                        new?: unknown;
                        old?: unknown;
                    };
                };
                data: {
                    [key: string]: unknown;
                };
                id: number;
            };
        };
        MergeSuggestions: {
            data: {
                one: {
                    data: {
                        [key: string]: unknown;
                    };
                    id: number;
                };
                other: {
                    data: {
                        [key: string]: unknown;
                    };
                    id: number;
                };
                /** @description What they have in common, in part; null: nobody is to see it */
                shown: string | null;
                trait: string;
            }[];
            has_more: boolean;
            next_cursor: string | null;
            /** @description What so many share that it tells nobody apart: it merges nobody */
            shared: {
                customers: number;
                /** @description What they have in common, in part; null: nobody is to see it */
                shown: string | null;
                trait: string;
            }[];
        };
        NewApiKey: {
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            id: number;
            /** @description Shown this once */
            key: string;
            name: string;
            /** @enum {string} */
            role: "cashier" | "viewer" | "operator" | "editor" | "admin" | "owner";
            scopes: string[] | null;
            usedAt: string | null;
        };
        NewRewardInput: {
            discount: components["schemas"]["RewardDiscountInput"];
            name: string;
            points: number;
            says?: string;
            /** @description What the discount is called at the till: by it the hub finds it on an order */
            tillName: string;
            /** @description Null: at once */
            validFrom?: string | null;
            /** @description Null: for ever */
            validUntil?: string | null;
        };
        OAuthAttempt: {
            connection: string;
            connector: string;
            /**
             * Format: date-time
             * @description Until then the browser may come back
             */
            expiresAt: string;
            id: number;
            /** @description Why it failed */
            problem: {
                code: string;
                detail: string;
            } | null;
            /** @enum {string} */
            progress: "waiting" | "under_way" | "connected" | "failed";
        };
        Outcome: {
            /** Format: date-time */
            at: string;
            code: string;
            description: string;
            externalId: string | null;
            facts: {
                [key: string]: unknown;
            } | null;
            id: number;
            outcome: string;
            /** @description What was wrong with this record */
            reason: string;
            recordId: number | null;
            /** @description What a person does about it */
            resolution: string;
            /** @description What the code means, from the error catalogue */
            title: string;
            /** @description The record in the vendor's own pages */
            url: string | null;
        };
        Person: {
            /** Format: date-time */
            createdAt: string;
            email: string;
            hasPassword: boolean;
            id: number;
            name: string;
            /**
             * @description cashier: look customers up and redeem for them, and nothing else; viewer: look; operator: run flows and mend records too; editor: change flows too; admin: accounts and settings too; owner: people and keys too
             * @enum {string}
             */
            role: "cashier" | "viewer" | "operator" | "editor" | "admin" | "owner";
            signedInAt: string | null;
        };
        Points: {
            /** @description By people: given less taken */
            adjusted: number;
            /** @description What all customers have together */
            balance: number;
            /** @description For orders, less what was reversed */
            earned: number;
            expired: number;
            isOn: boolean;
            /** @description Customers with at least one entry */
            members: number;
            redeemed: number;
            /** @description Orders that name no customer */
            unattributed: number;
        };
        PointsEntry: {
            actor: string;
            /**
             * Format: date-time
             * @description When it happened, as the order was placed
             */
            at: string;
            id: number;
            /** @enum {string} */
            kind: "earn" | "reverse" | "redeem" | "give_back" | "expire" | "adjust";
            note: string | null;
            order: {
                id: number;
                number: string | null;
            } | null;
            /** @description Above zero: given; below: taken */
            points: number;
            /** Format: date-time */
            recordedAt: string;
            redemption: number | null;
        };
        PointsOfCustomer: {
            balance: number;
            data: components["schemas"]["PointsEntry"][];
            has_more: boolean;
            next_cursor: string | null;
        };
        Preview: {
            diagnostics: components["schemas"]["Diagnostic"][];
            flow: string;
            /** @description Ids that were named and lead nowhere */
            missing: string[];
            records: components["schemas"]["PreviewRecord"][];
        };
        PreviewRecord: {
            /** @description Field → what it was and what it is; one of the two is absent where the field was not there */
            changes: {
                [key: string]: {
                    new?: unknown;
                    old?: unknown;
                };
            };
            externalId: string | null;
            mapping: string | null;
            /** @enum {string} */
            outcome: "created" | "updated" | "unchanged" | "linked" | "filtered" | "held" | "error";
            reasons: {
                code: string;
                facts?: {
                    [key: string]: unknown;
                };
                field?: string;
                message: string;
            }[];
            recordId: number | null;
        };
        Problem: {
            code: string;
            detail: string;
            errors?: {
                code?: string;
                detail: string;
                pointer: string;
            }[];
            facts?: {
                [key: string]: unknown;
            };
            instance: string;
            status: number;
            title: string;
            type: string;
        };
        Queued: {
            /** @description Follow it under /api/v1/runs/{id} */
            run: number;
        };
        Readiness: {
            checks: {
                code: string;
                passed: boolean;
                /** @description The first records that are concerned: the source's ids for what comes in, the hub's for what goes out */
                records: {
                    id: string;
                    says: string;
                }[];
                /** @description What was found */
                says: string;
                /** @description What must be true */
                title: string;
                /** @description What to do about it */
                todo: string | null;
            }[];
            flow: string;
            ready: boolean;
        };
        Recipe: {
            connector: string;
            flows: {
                /** @enum {string} */
                direction: "to_hub" | "from_hub";
                endpoint: string;
                entity: string;
                name: string;
                title: string;
            }[];
            name: string;
            says: string;
            title: string;
        };
        RecomputedPoints: {
            /** @description Whose points move */
            customers: number[];
            given: number;
            /** @description Where to go on; null: that was all */
            next: number | null;
            /** @description How many were compared */
            orders: number;
            taken: number;
        };
        ReconcileQueued: {
            run: number;
        };
        Reconciliation: {
            agrees: number;
            causes: {
                code: string;
                count: number;
                title: string;
            }[];
            /** @description The sum of the four that follow */
            compared: number;
            differs: number;
            finishedAt: string | null;
            flow: string;
            /** @description Not meant to be on the other side */
            leftOut: number;
            /** @description Different, and on its way */
            pending: number;
            /** @description Why it ended early */
            reason: string | null;
            /** @description Its records stand under /api/v1/runs/{id}/outcomes */
            run: number;
            startedAt: string | null;
            state: string;
        };
        Record: {
            /** Format: date-time */
            createdAt: string;
            data: {
                [key: string]: unknown;
            };
            deletedAt: string | null;
            entity: string;
            id: number;
            /** @description The record that goes on for it since the two were merged */
            mergedInto: number | null;
            /** @description Who says something of it */
            sourcedFrom: components["schemas"]["SourceName"][];
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        RecordChecks: {
            checks: {
                code: string;
                passed: boolean;
                says: string;
                title: string;
            }[];
            /** @description Every check passed */
            passed: boolean;
        };
        RecordInFull: {
            changes: {
                actor: string;
                /** Format: date-time */
                at: string;
                /** @description Null: the creation */
                patch: {
                    [key: string]: unknown;
                } | null;
                run: number | null;
                version: number;
            }[];
            /** Format: date-time */
            createdAt: string;
            data: {
                [key: string]: unknown;
            };
            deletedAt: string | null;
            deliveries: {
                attempts: number;
                connection: string;
                doneVersion: number;
                /** Format: date-time */
                dueAt: string;
                fault: {
                    [key: string]: unknown;
                } | null;
                flow: string;
                run: number | null;
                /** @description due, done or held */
                state: string;
                /** Format: date-time */
                updatedAt: string;
                wantedVersion: number;
            }[];
            entity: string;
            id: number;
            links: {
                /** @description Null: a person's edits */
                connection: string | null;
                contribution: {
                    [key: string]: unknown;
                } | null;
                externalId: string;
                flow: string | null;
                goneAt: string | null;
                id: number;
                /** @description It came by a merge, and is only read where the record has one of its own there */
                isMerged: boolean;
                mappingVersion: number | null;
                /** Format: date-time */
                updatedAt: string;
            }[];
            /** @description The record that goes on for it since the two were merged */
            mergedInto: number | null;
            /** @description Field → link whose value it holds; `*` stands for all the rest */
            provenance: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        Redeemed: {
            /** @description The points that the customer has now */
            balance: number;
            redemption: components["schemas"]["Redemption"];
        };
        Redemption: {
            appliedAt: string | null;
            /** @description till: the hub found the discount by itself */
            appliedBy: string | null;
            /** @description What the cashier reads out */
            code: string;
            /** @description The name of the customer, where one is known */
            customer: string;
            customerId: number;
            id: number;
            /** @description Redeemed, and no order had the discount for longer than the settings allow */
            isFlagged: boolean;
            note: string | null;
            /** @description The order that had the discount, by its hub id */
            orderId: number | null;
            /** Format: date-time */
            redeemedAt: string;
            redeemedBy: string;
            /** @description As it was when it was redeemed */
            reward: {
                discount: components["schemas"]["RewardDiscount"];
                name: string;
                points: number;
                tillName: string;
            };
            rewardId: number;
            /** @enum {string} */
            state: "redeemed" | "applied" | "cancelled";
        };
        RedemptionInFull: {
            appliedAt: string | null;
            /** @description till: the hub found the discount by itself */
            appliedBy: string | null;
            /** @description What the cashier reads out */
            code: string;
            /** @description The name of the customer, where one is known */
            customer: string;
            customerId: number;
            id: number;
            /** @description Redeemed, and no order had the discount for longer than the settings allow */
            isFlagged: boolean;
            note: string | null;
            /** @description The order that had the discount, by its hub id */
            orderId: number | null;
            /** Format: date-time */
            redeemedAt: string;
            redeemedBy: string;
            /** @description As it was when it was redeemed */
            reward: {
                discount: components["schemas"]["RewardDiscount"];
                name: string;
                points: number;
                tillName: string;
            };
            rewardId: number;
            /** @enum {string} */
            state: "redeemed" | "applied" | "cancelled";
            steps: {
                actor: string;
                /** Format: date-time */
                at: string;
                note: string | null;
                orderId: number | null;
                /** @enum {string} */
                step: "redeemed" | "applied" | "reopened" | "cancelled";
            }[];
        };
        Repair: {
            actor: string;
            /** Format: date-time */
            at: string;
            connection: string | null;
            externalId: string;
            /** @description The record that had the link; null: none */
            from: number | null;
            id: number;
            /** @enum {string} */
            kind: "unlink" | "link";
            to: number | null;
            undoneAt: string | null;
            undoneBy: string | null;
        };
        RepairReport: {
            connection: string;
            externalId: string;
            /** @description Null: it was only planned */
            id: number | null;
            /** @description How each flow would go on; empty once it is done */
            next: {
                /** @enum {string} */
                direction: "to_hub" | "from_hub";
                externalId: string | null;
                flow: string;
                outcome: string;
                reasons: {
                    code: string;
                    message: string;
                }[];
                recordId: number | null;
            }[];
            records: {
                /** @description Field → what it was and what it is; one of the two is absent where the field was not there */
                changes: {
                    [key: string]: {
                        new?: unknown;
                        old?: unknown;
                    };
                };
                id: number;
                /** @description Nothing speaks of it any more: it leaves the lists */
                isEmptied: boolean;
            }[];
            /** @description Queued for it */
            runs: number[];
        };
        Replayed: {
            records: number;
            /** @description Follow them under /api/v1/runs/{id} */
            runs: number[];
            skipped: {
                issue: number;
                reason: string;
            }[];
        };
        Reward: {
            archivedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            discount: components["schemas"]["RewardDiscount"];
            id: number;
            name: string;
            points: number;
            says: string;
            tillName: string;
            validFrom: string | null;
            validUntil: string | null;
        };
        RewardChangeInput: {
            discount?: components["schemas"]["RewardDiscountInput"];
            /** @description No longer on offer; what was redeemed of it stays */
            isArchived?: boolean;
            name?: string;
            points?: number;
            says?: string;
            /** @description What the discount is called at the till: by it the hub finds it on an order */
            tillName?: string;
            /** @description Null: at once */
            validFrom?: string | null;
            /** @description Null: for ever */
            validUntil?: string | null;
        };
        RewardDiscount: {
            /** @description Whole minor units: 500 is 5.00 USD */
            amount: number;
            currency: string;
            /** @constant */
            kind: "amount";
        } | {
            /** @constant */
            kind: "percent";
            percent: number;
        };
        RewardDiscountInput: {
            /** @description Whole minor units: 500 is 5.00 USD */
            amount: number;
            currency: string;
            /** @constant */
            kind: "amount";
        } | {
            /** @constant */
            kind: "percent";
            percent: number;
        };
        Run: {
            actor: string;
            /** @description How many records it will look at; null: nobody knows */
            expected: number | null;
            fault: {
                [key: string]: unknown;
            } | null;
            finishedAt: string | null;
            flow: string;
            id: number;
            kind: string;
            outcomes: {
                created: number;
                error: number;
                filtered: number;
                held: number;
                linked: number;
                unchanged: number;
                updated: number;
            };
            /** @description An estimate; null where the total is not known */
            progress: {
                etaSeconds: number | null;
                percent: number;
            } | null;
            /** Format: date-time */
            queuedAt: string;
            /** @description Records read; the outcomes add up to it */
            read: number;
            selection: {
                [key: string]: unknown;
            } | null;
            startedAt: string | null;
            /** @description collecting, queued, running, braked, done, failed or cancelled */
            state: string;
        };
        SavedVersion: {
            cases: components["schemas"]["CaseReport"][];
            diagnostics: components["schemas"]["Diagnostic"][];
            flow: string;
            isActive: boolean;
            /** @enum {string} */
            result: "saved" | "unchanged";
            version: number;
        };
        Session: {
            person: components["schemas"]["Person"] | null;
            /**
             * @description set_up: nobody has an account yet
             * @enum {string}
             */
            state: "set_up" | "signed_out" | "signed_in";
        };
        Sessions: {
            data: {
                address: string;
                /** @description The browser, as it calls itself */
                agent: string;
                /** Format: date-time */
                createdAt: string;
                id: number;
                isThis: boolean;
                /** Format: date-time */
                seenAt: string;
            }[];
        };
        Settings: {
            brakes: {
                /** @description Fewer records never stop a run */
                atLeast: number;
                /** @description Linked records that one run would change, in percent */
                changed: number;
                /** @description Linked records that it would take for deleted, in percent */
                gone: number;
                /** @description Linked records whose stock it would set to zero, in percent */
                zeroed: number;
            };
            identity: {
                /** @description The custom field with the date of birth */
                birthField: string;
                /** @description The custom field with the government id; stored as a keyed hash */
                governmentIdField: string;
                /** @description The custom field with the medical id; stored as a keyed hash */
                medicalIdField: string;
                /**
                 * @description What becomes of two customers who have the same phone number or another trait: off: nothing; suggest: a person decides; automatic: they are merged
                 * @enum {string}
                 */
                merge: "off" | "suggest" | "automatic";
                /**
                 * @description What becomes of a new source record whose e-mail address or number a record of the hub has, where its mapping does not say: error: a person decides; update_and_link: they are one; remap_and_link: they are one, and it is mapped as an update
                 * @enum {string}
                 */
                sameKey: "error" | "update_and_link" | "remap_and_link";
                /** @description What speaks for two customers being one person, the strongest first; what is not named does not count */
                traits: ("phone" | "email" | "name_and_birth" | "government_id" | "medical_id")[];
            };
            loyalty: {
                /** @description Hours within which a redeemed discount should be found on an order; after that a person is asked */
                applyWithinHours: number;
                /** @description Days after a customer's latest order when their points expire; null: never */
                expireAfterDays: number | null;
                /** @description Before that the days are not counted; null: they always are */
                expireFrom: string | null;
                /** @description Whether customers earn points at all; while it is off, nothing moves */
                isOn: boolean;
                /** @description Points for each visit, whatever was spent */
                perVisit: number;
                /** @description Points for each 100.00 that was spent, in the currency of the order */
                pointsPerHundred: number;
                /**
                 * @description What becomes of a fraction of a point
                 * @enum {string}
                 */
                rounding: "down" | "nearest" | "up";
                /** @description The form by which customers sign up */
                signUp: {
                    /** @description Whose phone numbers are written without a country code */
                    country: string;
                    /** @description Whether the form under /join takes sign-ups; the programme must be on as well */
                    isOpen: boolean;
                    /**
                     * @description Whether somebody can sign up without a phone number, by which the till finds people
                     * @enum {string}
                     */
                    phone: "required" | "optional";
                    /** @description The name that customers know the programme by; none: no name is shown */
                    programme: string;
                };
                /** @description Orders that were placed before earn nothing; null: all earn */
                startsAt: string | null;
                /** @description How many orders of one customer are visits on one day */
                visitsADay: number;
                /** @description Whether taxes count as spent: true leaves them out */
                withoutTax: boolean;
                /** @description Whose days are meant: a time zone, such as America/New_York */
                zone: string;
            };
            /** @description The mail server that the hub was started with; null: it sends no mail */
            mail: {
                from: string;
                server: string;
                to: string[];
            } | null;
            notifications: {
                /** @description What a mail is sent for */
                kinds: ("issue_opened" | "issue_closed" | "stopped" | "recovered" | "stalled" | "moving" | "late" | "arrived")[];
                /** @description Hours in which only what has stopped is told */
                quiet: {
                    from: string;
                    to: string;
                    zone: string;
                } | null;
                /** @description To whom; none: the addresses that the hub was started with */
                to: string[];
            };
            retention: {
                /** @description What was told by mail */
                alertDays: number;
                /** @description What people and programs did */
                auditDays: number;
                /** @description Bodies of webhooks that were heeded */
                noticeDays: number;
                /** @description Words about single records of runs that are over */
                outcomeDays: number;
            };
        };
        SignUp: {
            /** Format: date-time */
            at: string;
            /** @description The name of the customer, where one is known */
            customer: string;
            /** @description The hub id of the customer, who may have been merged since */
            customerId: number;
            deliveries: {
                connection: string;
                connector: string;
                /** @description The id of the customer there; null: not linked */
                externalId: string | null;
                fault: {
                    [key: string]: unknown;
                } | null;
                flow: string;
                /** @description false: the flow or its connection rests */
                isEnabled: boolean;
                /** @description due, done or held */
                state: string;
                /** Format: date-time */
                updatedAt: string;
            }[];
            /** @description Fields in which the customer said something else before, which stays */
            differs: string[];
            /**
             * @description joined: the hub had the customer already
             * @enum {string}
             */
            how: "new" | "joined";
            id: number;
            language: string;
        };
        SourceName: {
            /** @description A connector, one of its connections where it has several, or loyalty-form, by-hand, api */
            from: string;
            /** @description As people read it */
            name: string;
        };
        Status: {
            /** @enum {string} */
            mail: "on" | "off";
            openIssues: number;
            stalls: {
                connection: string;
                flow: string;
                /** @description The hub's id, or the vendor's where a source is read */
                record: string | null;
                run: number | null;
                /** Format: date-time */
                since: string;
                /**
                 * @description lease: no worker takes the connection; settle: the vendor took a write and does not say how it ended
                 * @enum {string}
                 */
                step: "lease" | "begin" | "read" | "poll" | "send" | "settle";
            }[];
            /**
             * @description troubled: something stalls, or a connection or flow is stopped
             * @enum {string}
             */
            status: "ok" | "troubled";
            /** @description Connections and flows that wait for a person */
            stopped: string[];
        };
        Store: {
            address1: string | null;
            address2: string | null;
            archivedAt: string | null;
            city: string | null;
            country: string | null;
            /** Format: date-time */
            createdAt: string;
            id: number;
            keys: components["schemas"]["StoreKey"][];
            name: string;
            nickname: string | null;
            phone: string | null;
            postalCode: string | null;
            region: string | null;
            website: string | null;
        };
        StoreKey: {
            connection: string;
            connector: string;
            /** @description Of the first of them */
            firstAt: string | null;
            key: string;
            lastAt: string | null;
            /** @description That came from there */
            orders: number;
            /** @description Null: orders from there count for none */
            store: {
                id: number;
                name: string;
            } | null;
        };
        Switch: {
            flow: string | null;
            isUsual: boolean;
            name: string;
            /** @enum {string} */
            of: "connection" | "connector" | "flow";
            says: string;
            title: string;
            /** @description Where nobody chose: the default, what its recipe ships, or what holds for the business */
            usual: string | number | boolean | null;
            /** @description Null: nothing, as of a schedule that is not there */
            value: string | number | boolean | null;
        };
        System: {
            database: {
                bytes: number;
                /** @enum {string} */
                engine: "pglite" | "postgres";
                migrations: number;
                version: string;
            };
            flows: {
                connection: string;
                /** @description Deliveries or sources that are due */
                due: number;
                flow: string;
                /** @description For how long the oldest of them has been due */
                lagSeconds: number;
                lastRunAt: string | null;
                state: string;
            }[];
            node: string;
            /** Format: date-time */
            startedAt: string;
            version: string;
            workers: {
                host: string;
                pid: number;
                /** Format: date-time */
                seenAt: string;
                /** Format: date-time */
                startedAt: string;
            }[];
        };
        Trace: {
            children: {
                id: string | null;
                list: string;
                mapping: string;
                /** @enum {string} */
                outcome: "mapped" | "filtered" | "error" | "kept" | "removed";
                reason: string | null;
            }[];
            flow: string;
            map: components["schemas"]["Explained"];
            retrieve: {
                from: string;
                requests: {
                    ms: number;
                    request: string;
                    /** @description Null: no answer came */
                    status: number | null;
                }[];
                /** @description The record as it was read, without secrets and personal data */
                source: {
                    [key: string]: unknown;
                };
            };
            write: {
                /** @description Field → what it was and what it is; one of the two is absent where the field was not there */
                changes: {
                    [key: string]: {
                        new?: unknown;
                        old?: unknown;
                    };
                };
                externalId: string | null;
                /** @enum {string} */
                outcome: "created" | "updated" | "unchanged" | "linked" | "filtered" | "held" | "error";
                reasons: {
                    code: string;
                    facts?: {
                        [key: string]: unknown;
                    };
                    field?: string;
                    message: string;
                }[];
                recordId: number | null;
                requests: {
                    ms: number;
                    request: string;
                    /** @description Null: no answer came */
                    status: number | null;
                }[];
                to: string;
            };
        };
        TriedRecipe: {
            connection: string;
            /** @enum {string} */
            direction: "to_hub" | "from_hub";
            entity: string;
            flow: string;
            /** @description Null: there is no record yet */
            record: {
                explained: components["schemas"]["Explained"];
                id: string;
            } | null;
        };
        UnattributedOrder: {
            currency: string | null;
            emailAddress: string | null;
            id: number;
            number: string | null;
            /** Format: date-time */
            placedAt: string;
            status: string | null;
            /** @description In minor units of the currency */
            total: number | null;
            /** @description Points for whoever it is given to */
            wouldEarn: number;
        };
        UndoPlan: {
            /** @description How often the run changed a record */
            changed: number;
            /** @description How many records it made: they stay */
            created: number;
            entity: string;
            flow: string;
            /** @description Those that were changed last */
            records: {
                /** @description What would change: as it stands, and as it was */
                changes: {
                    [key: string]: {
                        new?: unknown;
                        old?: unknown;
                    };
                };
                id: number;
                isCreated: boolean;
                /** @description It is no more: deleted, or a part of another record */
                isGone: boolean;
                left: {
                    field: string;
                    /** @enum {string} */
                    why: "changed" | "added";
                }[];
                /** @description Why it could not be put back */
                refused: string | null;
            }[];
            run: number;
        };
        Version: {
            /** Format: date-time */
            createdAt: string;
            isActive: boolean;
            note: string | null;
            version: number;
        };
        VersionDiff: {
            /** @description Field → what it was and what it is; one of the two is absent where the field was not there */
            changes: {
                [key: string]: {
                    new?: unknown;
                    old?: unknown;
                };
            };
            from: number;
            to: number;
        };
        WaitingRedemptions: {
            applyWithinHours: number;
            /** @description Of those, the ones that wait for longer than the settings allow */
            flagged: number;
            /** @description No order has the discount yet */
            redeemed: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getActivity: {
        parameters: {
            query?: {
                hours?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeApiKeyInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        removed: number;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditChain"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description The id of the last change that you know */
                after?: string;
                entity?: string;
                /** @description Changes in one page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Change"][];
                        has_more: boolean;
                        /** @description `after` of the next page, to ask now or later */
                        next: string;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConnections: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Connection"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    connect: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Connect although permissions are missing
                     * @default false
                     */
                    allowMissing?: boolean;
                    connector: string;
                    credentials: {
                        [key: string]: unknown;
                    };
                    name: string;
                    /** @default {} */
                    settings?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connected"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connected"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckedAccount"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    freezeConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Those that were paused or resumed by this */
                        flows: string[];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookDoor"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setHookSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookDoor"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHooks: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Hook"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSwitches: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Switch"][];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unfreezeConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Those that were paused or resumed by this */
                        flows: string[];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    connector: string;
                    credentials: {
                        [key: string]: unknown;
                    };
                    name: string;
                    /** @default {} */
                    settings?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckedAccount"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginOAuth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Connect although permissions are missing
                     * @default false
                     */
                    allowMissing?: boolean;
                    /** @description What your app is known by at the vendor; may be left out where the connection was signed in to before */
                    app?: {
                        [key: string]: unknown;
                    };
                    connector: string;
                    name: string;
                    /** @default {} */
                    settings?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunOAuth"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOAuth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthAttempt"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConnectors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Connector"][];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findCustomers: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CustomerAtCounter"][];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomerAtCounter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counter"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPointsOfCustomer: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointsOfCustomer"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adjustPoints: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why */
                    note: string;
                    /** @description Above zero: given; below: taken */
                    points: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        balance: number;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeemReward: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    note?: string | null;
                    rewardId: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redeemed"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFavouriteStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FavouriteStore"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    chooseFavouriteStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    store: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FavouriteStore"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeBackFavouriteStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FavouriteStore"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDiagnostics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    initialiseEntity: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    connection?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runs: number[];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFlows: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Flow"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createFlow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    connection: string;
                    /** @description The object, or YAML text */
                    definition: string | {
                        [key: string]: unknown;
                    };
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedVersion"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFlow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowInFull"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runCases: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    definition?: string | {
                        [key: string]: unknown;
                    };
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasesRun"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    copyFlow: {
        parameters: {
            query: {
                /** @description The name of the copy */
                as: string;
                /** @description Where a reversed flow reads or writes: the same name on that side unless told */
                endpoint?: string;
                /** @description The other way round: what is read is written, and what is written is read */
                reverse?: "true" | "false";
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CopiedFlow"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDefinition: {
        parameters: {
            query?: {
                /** @description The one in force unless told */
                version?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description False: only keep it; its cases may then fail
                     * @default true
                     */
                    activate?: boolean;
                    /** @description The version that was edited: refused where another is in force by now */
                    base?: number;
                    /** @description The object, or YAML text */
                    definition: string | {
                        [key: string]: unknown;
                    };
                    note?: string;
                    /**
                     * @description Although another enabled flow moves the same records
                     * @default false
                     */
                    override?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedVersion"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportDefinition: {
        parameters: {
            query?: {
                /** @description The one in force unless told */
                version?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diffVersions: {
        parameters: {
            query?: {
                /** @description The version before unless told */
                from?: string;
                /** @description The version in force unless told */
                to?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionDiff"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A definition that is only proposed: the object, or YAML text */
                    definition?: string | {
                        [key: string]: unknown;
                    };
                    /** @description The id of the record at the flow's connection */
                    externalId?: string;
                    /** @description The id of the record in the hub */
                    recordId?: number | string;
                    /** @description A record that is only imagined */
                    source?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplainedRecord"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    printFlow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseFlow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewFlow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description A definition that is only proposed: the object, or YAML text */
                    definition?: string | {
                        [key: string]: unknown;
                    };
                    externalIds?: string[];
                    recordIds?: (number | string)[];
                    /** @description So many of those that are stored; 20 unless told */
                    sample?: number;
                    /** @description Records that are only imagined */
                    sources?: {
                        [key: string]: unknown;
                    }[];
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    flowReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reconcileFlow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconcileQueued"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeFlow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default false */
                    override?: boolean;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollBackFlow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    override?: boolean;
                    version: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedVersion"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runFlow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @default full
                     * @enum {string}
                     */
                    kind?: "full" | "replay";
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openSelection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description As in `email contains example` */
                    where?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Follow it under /api/v1/runs/{id} */
                        run: number;
                        state: string;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    syncRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The id of the record at the flow's connection */
                    externalId?: string;
                    /** @description The id of the record in the hub */
                    id?: number | string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    traceRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The id of the record at the flow's connection */
                    externalId?: string;
                    /** @description The id of the record in the hub */
                    recordId?: number | string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trace"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVersions: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Version"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        definition: {
                            [key: string]: unknown;
                        };
                        version: number;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIssues: {
        parameters: {
            query?: {
                /** @description A record failed at least this often */
                attempts?: number;
                code?: string;
                connection?: string;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                flow?: string;
                /** @description Items in one page */
                limit?: number;
                /** @description Whether records are tried again by themselves */
                retrying?: "true" | "false";
                state?: "open" | "snoozed" | "closed" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Issue"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assignIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    to: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editAndReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    fields: {
                        [key: string]: unknown;
                    };
                    /** @description Its id among the members of the issue */
                    member: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditedAndReplayed"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIssueMembers: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IssueMember"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayIssue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Its id among the members of the issue */
                    member?: number;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    snoozeIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    until: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayIssues: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    code?: string;
                    connection?: string;
                    flow?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTested"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMergeSuggestions: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Pairs in one page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeSuggestions"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refuseMerge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    one: number;
                    other: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        one: number;
                        other: number;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMerges: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Merge"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unmergeCustomers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Say what it would do, and do nothing
                     * @default false
                     */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeReport"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPeople: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Person"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invitePerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    name: string;
                    /**
                     * @description cashier: look customers up and redeem for them, and nothing else; viewer: look; operator: run flows and mend records too; editor: change flows too; admin: accounts and settings too; owner: people and keys too
                     * @enum {string}
                     */
                    role: "cashier" | "viewer" | "operator" | "editor" | "admin" | "owner";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invited"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        removed: number;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /**
                     * @description cashier: look customers up and redeem for them, and nothing else; viewer: look; operator: run flows and mend records too; editor: change flows too; admin: accounts and settings too; owner: people and keys too
                     * @enum {string}
                     */
                    role?: "cashier" | "viewer" | "operator" | "editor" | "admin" | "owner";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeSignInLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        path: string;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOutPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Points"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recomputePoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `next` of the page before; 0: from the beginning
                     * @default 0
                     */
                    after?: number;
                    /**
                     * @description Only say what would move
                     * @default false
                     */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecomputedPoints"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUnattributedOrders: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["UnattributedOrder"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecipes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Recipe"][];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyRecipe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Needed only where several connections would do */
                    connection?: string;
                    /**
                     * @description Enable a flow although another one writes the same records
                     * @default false
                     */
                    override?: boolean;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Applied"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryRecipe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    connection?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedRecipe"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecords: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                entity?: string;
                /** @description Only what is sourced from there, such as clover or by-hand */
                from?: string;
                /** @description Items in one page */
                limit?: number;
                q?: string;
                /** @description Only customers who like this store best */
                store?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Record"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordInFull"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the record that the edit is made from: if it changed meanwhile, nothing is done (412) */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordInFull"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    validateRecord: {
        parameters: {
            query: {
                flow: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordChecks"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConsents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consents"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What the person did; consent is given by nothing else */
                    act?: string;
                    /**
                     * Format: date-time
                     * @description Now, unless told
                     */
                    at?: string;
                    /** @enum {string} */
                    channel: "email" | "sms";
                    proof?: {
                        [key: string]: unknown;
                    };
                    /** @enum {string} */
                    state: "given" | "withdrawn";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consents"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    connection: string;
                    /**
                     * @description Say what it would do, and do nothing
                     * @default false
                     */
                    dryRun?: boolean;
                    externalId: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairReport"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mergeCustomers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Say what it would do, and do nothing
                     * @default false
                     */
                    dryRun?: boolean;
                    /**
                     * @description The trait that spoke for it is kept as the reason
                     * @default false
                     */
                    isSuggested?: boolean;
                    /** @description The hub id of the other customer */
                    with: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeReport"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMergesOfCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Merge"][];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRepairs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Repair"][];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlinkRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Say what it would do, and do nothing
                     * @default false
                     */
                    dryRun?: boolean;
                    link: number;
                    /** @default false */
                    rematch?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairReport"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SourceName"][];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRedemptions: {
        parameters: {
            query?: {
                /** @description The one with this code */
                code?: string;
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Of this customer, by the hub id */
                customer?: number;
                /** @description Items in one page */
                limit?: number;
                /** @description flagged: redeemed, and overdue at the till */
                state?: "redeemed" | "applied" | "cancelled" | "flagged";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Redemption"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRedemption: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedemptionInFull"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyRedemption: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    note?: string | null;
                    /**
                     * @description On this order, by its hub id
                     * @default null
                     */
                    orderId?: number | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redemption"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelRedemption: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    note?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redeemed"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoRedemption: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redeemed"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countWaitingRedemptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingRedemptions"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoRepair: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairReport"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRewards: {
        parameters: {
            query?: {
                /** @description Also those that are no longer on offer */
                archived?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Reward"][];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createReward: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRewardInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reward"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReward: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reward"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeReward: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardChangeInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reward"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                flow?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Run"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOutcomes: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
                outcome?: "created" | "updated" | "unchanged" | "linked" | "filtered" | "held" | "error";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Outcome"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compareOutcome: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                outcome: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparedOutcome"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    nameRecords: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Ids of records at the flow's connection */
                    externalIds?: string[];
                    /** @description Ids of records in the hub */
                    ids?: (number | string)[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        added: number;
                        /** @description Ids that lead nowhere */
                        unknown: string[];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startSelection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Follow it under /api/v1/runs/{id} */
                        run: number;
                        state: string;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planUndo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndoPlan"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is carried out once, and answered the same for a day */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Follow it under /api/v1/runs/{id} */
                        run: number;
                        state: string;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    current?: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    name: string;
                    password: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    brakes?: {
                        /** @description Fewer records never stop a run */
                        atLeast?: number;
                        /** @description Linked records that one run would change, in percent */
                        changed?: number;
                        /** @description Linked records that it would take for deleted, in percent */
                        gone?: number;
                        /** @description Linked records whose stock it would set to zero, in percent */
                        zeroed?: number;
                    };
                    identity?: {
                        /** @description The custom field with the date of birth */
                        birthField?: string;
                        /** @description The custom field with the government id; stored as a keyed hash */
                        governmentIdField?: string;
                        /** @description The custom field with the medical id; stored as a keyed hash */
                        medicalIdField?: string;
                        /**
                         * @description What becomes of two customers who have the same phone number or another trait: off: nothing; suggest: a person decides; automatic: they are merged
                         * @enum {string}
                         */
                        merge?: "off" | "suggest" | "automatic";
                        /**
                         * @description What becomes of a new source record whose e-mail address or number a record of the hub has, where its mapping does not say: error: a person decides; update_and_link: they are one; remap_and_link: they are one, and it is mapped as an update
                         * @enum {string}
                         */
                        sameKey?: "error" | "update_and_link" | "remap_and_link";
                        /** @description What speaks for two customers being one person, the strongest first; what is not named does not count */
                        traits?: ("phone" | "email" | "name_and_birth" | "government_id" | "medical_id")[];
                    };
                    loyalty?: {
                        /** @description Hours within which a redeemed discount should be found on an order; after that a person is asked */
                        applyWithinHours?: number;
                        /** @description Days after a customer's latest order when their points expire; null: never */
                        expireAfterDays?: number | null;
                        /** @description Before that the days are not counted; null: they always are */
                        expireFrom?: string | null;
                        /** @description Whether customers earn points at all; while it is off, nothing moves */
                        isOn?: boolean;
                        /** @description Points for each visit, whatever was spent */
                        perVisit?: number;
                        /** @description Points for each 100.00 that was spent, in the currency of the order */
                        pointsPerHundred?: number;
                        /**
                         * @description What becomes of a fraction of a point
                         * @enum {string}
                         */
                        rounding?: "down" | "nearest" | "up";
                        signUp?: {
                            /** @description Whose phone numbers are written without a country code */
                            country?: string;
                            /** @description Whether the form under /join takes sign-ups; the programme must be on as well */
                            isOpen?: boolean;
                            /**
                             * @description Whether somebody can sign up without a phone number, by which the till finds people
                             * @enum {string}
                             */
                            phone?: "required" | "optional";
                            /** @description The name that customers know the programme by; none: no name is shown */
                            programme?: string;
                        };
                        /** @description Orders that were placed before earn nothing; null: all earn */
                        startsAt?: string | null;
                        /** @description How many orders of one customer are visits on one day */
                        visitsADay?: number;
                        /** @description Whether taxes count as spent: true leaves them out */
                        withoutTax?: boolean;
                        /** @description Whose days are meant: a time zone, such as America/New_York */
                        zone?: string;
                    };
                    notifications?: {
                        /** @description What a mail is sent for */
                        kinds?: ("issue_opened" | "issue_closed" | "stopped" | "recovered" | "stalled" | "moving" | "late" | "arrived")[];
                        /** @description Hours in which only what has stopped is told */
                        quiet?: {
                            from: string;
                            to: string;
                            zone: string;
                        } | null;
                        /** @description To whom; none: the addresses that the hub was started with */
                        to?: string[];
                    };
                    retention?: {
                        /** @description What was told by mail */
                        alertDays?: number;
                        /** @description What people and programs did */
                        auditDays?: number;
                        /** @description Bodies of webhooks that were heeded */
                        noticeDays?: number;
                        /** @description Words about single records of runs that are over */
                        outcomeDays?: number;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSignUps: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SignUp"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStores: {
        parameters: {
            query?: {
                /** @description Those that are closed instead */
                archived?: "true" | "false";
                /** @description `next_cursor` of the page before */
                cursor?: string;
                /** @description Items in one page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Store"][];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createStore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeStoreInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeStoreInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStoreKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StoreKey"][];
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSystem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["System"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
