// Made by scripts/generate.ts from revision 2026-07-15 of the vendor's specification. Do not edit.

import type { JsonObject } from "@trefoil/sdk";
export interface paths {
    "/api/event-bulk-create-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.api+json": components["schemas"]["EventsBulkCreateJob"];
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.api+json": components["schemas"]["EventCreateQueryV2"];
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{id}/relationships/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.api+json": components["schemas"]["ListMembersAddQuery"];
                };
            };
            responses: never;
        };
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.api+json": components["schemas"]["ListMembersDeleteQuery"];
                };
            };
            responses: never;
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profile-bulk-import-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.api+json": components["schemas"]["ProfileImportJobCreateQuery"];
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profile-import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.api+json": components["schemas"]["ProfileUpsertQuery"];
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profile-subscription-bulk-create-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.api+json": components["schemas"]["SubscriptionCreateJobCreateQuery"];
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profile-subscription-bulk-delete-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.api+json": components["schemas"]["SubscriptionDeleteJobCreateQuery"];
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.api+json": components["schemas"]["ProfilePartialUpdateQuery"];
                };
            };
            responses: never;
        };
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        BaseEventCreateQueryBulkEntryResourceObject: {
            attributes: {
                /** @default false */
                backfill?: boolean | null;
                metric: {
                    data: components["schemas"]["MetricCreateQueryResourceObject"];
                };
                properties: JsonObject;
                /** Format: date-time */
                time?: string | null;
                unique_id?: string | null;
                value?: number | null;
                value_currency?: string | null;
            };
            type: components["schemas"]["EventEnum"];
        };
        EmailSubscriptionParameters: {
            marketing?: components["schemas"]["SubscriptionParameters"];
            open_tracking?: components["schemas"]["OpenTrackingSubscriptionParameters"];
        };
        EmailUnsubscriptionParameters: {
            marketing?: components["schemas"]["UnsubscriptionParameters"];
            open_tracking?: components["schemas"]["OpenTrackingUnsubscriptionParameters"];
        };
        /** @enum {string} */
        EventBulkCreateEnum: "event-bulk-create";
        /** @enum {string} */
        EventBulkCreateJobEnum: "event-bulk-create-job";
        EventCreateQueryV2: {
            data: components["schemas"]["EventCreateQueryV2ResourceObject"];
        };
        EventCreateQueryV2ResourceObject: {
            attributes: {
                /** @default false */
                backfill?: boolean | null;
                metric: {
                    data: components["schemas"]["MetricCreateQueryResourceObject"];
                };
                profile: {
                    data: components["schemas"]["EventProfileCreateQueryResourceObject"];
                };
                properties: JsonObject;
                /** Format: date-time */
                time?: string | null;
                unique_id?: string | null;
                value?: number | null;
                value_currency?: string | null;
            };
            type: components["schemas"]["EventEnum"];
        };
        /** @enum {string} */
        EventEnum: "event";
        EventProfileCreateQueryResourceObject: {
            attributes: {
                _kx?: string | null;
                anonymous_id?: string | null;
                email?: string | null;
                external_id?: string | null;
                first_name?: string | null;
                image?: string | null;
                last_name?: string | null;
                locale?: string | null;
                location?: components["schemas"]["ProfileLocation"];
                meta?: components["schemas"]["OnsiteProfileMeta"];
                organization?: string | null;
                phone_number?: string | null;
                properties?: JsonObject;
                title?: string | null;
            };
            id?: string | null;
            type: components["schemas"]["ProfileEnum"];
        };
        EventsBulkCreateJob: {
            data: components["schemas"]["EventsBulkCreateJobResourceObject"];
        };
        EventsBulkCreateJobResourceObject: {
            attributes: {
                "events-bulk-create": {
                    data: components["schemas"]["EventsBulkCreateQueryResourceObject"][];
                };
            };
            type: components["schemas"]["EventBulkCreateJobEnum"];
        };
        EventsBulkCreateQueryResourceObject: {
            attributes: {
                /** @default false */
                backfill?: boolean | null;
                events: {
                    data: components["schemas"]["BaseEventCreateQueryBulkEntryResourceObject"][];
                };
                profile: {
                    data: components["schemas"]["OnsiteProfileCreateQueryResourceObject"];
                };
            };
            type: components["schemas"]["EventBulkCreateEnum"];
        };
        /** @enum {string} */
        ListEnum: "list";
        ListMembersAddQuery: {
            data: {
                id: string;
                type: components["schemas"]["ProfileEnum"];
            }[];
        };
        ListMembersDeleteQuery: {
            data: {
                id: string;
                type: components["schemas"]["ProfileEnum"];
            }[];
        };
        MetricCreateQueryResourceObject: {
            attributes: {
                name: string;
                service?: string | null;
            };
            type: components["schemas"]["MetricEnum"];
        };
        /** @enum {string} */
        MetricEnum: "metric";
        OnsiteProfileCreateQueryResourceObject: {
            attributes: {
                _kx?: string | null;
                anonymous_id?: string | null;
                email?: string | null;
                external_id?: string | null;
                first_name?: string | null;
                image?: string | null;
                last_name?: string | null;
                locale?: string | null;
                location?: components["schemas"]["ProfileLocation"];
                organization?: string | null;
                phone_number?: string | null;
                properties?: JsonObject;
                title?: string | null;
            };
            id?: string | null;
            meta?: components["schemas"]["OnsiteProfileMeta"];
            type: components["schemas"]["ProfileEnum"];
        };
        OnsiteProfileMeta: {
            patch_identifiers?: components["schemas"]["PatchIdentifiers"];
            patch_properties?: components["schemas"]["ProfileMetaPatchProperties"];
        };
        OpenTrackingSubscriptionParameters: {
            /** @enum {string} */
            consent: "SUBSCRIBED";
        };
        OpenTrackingUnsubscriptionParameters: {
            /** @enum {string} */
            consent: "UNSUBSCRIBED";
        };
        PatchIdentifiers: {
            append?: JsonObject;
            unappend?: JsonObject;
        };
        /** @enum {string} */
        ProfileBulkImportJobEnum: "profile-bulk-import-job";
        /** @enum {string} */
        ProfileEnum: "profile";
        ProfileImportJobCreateQuery: {
            data: components["schemas"]["ProfileImportJobCreateQueryResourceObject"];
        };
        ProfileImportJobCreateQueryResourceObject: {
            attributes: {
                profiles: {
                    data: components["schemas"]["ProfileUpsertQueryResourceObject"][];
                };
            };
            relationships?: {
                lists?: {
                    data?: {
                        id: string;
                        type: components["schemas"]["ListEnum"];
                    }[];
                };
            };
            type: components["schemas"]["ProfileBulkImportJobEnum"];
        };
        ProfileLocation: {
            address1?: string | null;
            address2?: string | null;
            city?: string | null;
            country?: string | null;
            ip?: string | null;
            latitude?: (string | number) | null;
            longitude?: (string | number) | null;
            region?: string | null;
            timezone?: string | null;
            zip?: string | null;
        };
        ProfileMeta: {
            patch_identifiers?: components["schemas"]["PatchIdentifiers"];
            patch_properties?: components["schemas"]["ProfileMetaPatchProperties"];
        };
        ProfileMetaPatchProperties: {
            append?: JsonObject;
            unappend?: JsonObject;
            unset?: (string | string[]) | null;
        };
        ProfilePartialUpdateQuery: {
            data: components["schemas"]["ProfilePartialUpdateQueryResourceObject"];
        };
        ProfilePartialUpdateQueryResourceObject: {
            attributes: {
                email?: string | null;
                external_id?: string | null;
                first_name?: string | null;
                image?: string | null;
                last_name?: string | null;
                locale?: string | null;
                location?: components["schemas"]["ProfileLocation"];
                organization?: string | null;
                phone_number?: string | null;
                properties?: JsonObject;
                title?: string | null;
            };
            id: string;
            meta?: components["schemas"]["ProfileMeta"];
            type: components["schemas"]["ProfileEnum"];
        };
        /** @enum {string} */
        ProfileSubscriptionBulkCreateJobEnum: "profile-subscription-bulk-create-job";
        /** @enum {string} */
        ProfileSubscriptionBulkDeleteJobEnum: "profile-subscription-bulk-delete-job";
        ProfileSubscriptionCreateQueryResourceObject: {
            attributes: {
                /** Format: date */
                age_gated_date_of_birth?: string | null;
                email?: string | null;
                phone_number?: string | null;
                subscriptions: components["schemas"]["SubscriptionChannels"];
            };
            id?: string | null;
            type: components["schemas"]["ProfileEnum"];
        };
        ProfileSubscriptionDeleteQueryResourceObject: {
            attributes: {
                email?: string | null;
                phone_number?: string | null;
                subscriptions: components["schemas"]["UnsubscriptionChannels"];
            };
            type: components["schemas"]["ProfileEnum"];
        };
        ProfileUpsertQuery: {
            data: components["schemas"]["ProfileUpsertQueryResourceObject"];
        };
        ProfileUpsertQueryResourceObject: {
            attributes: {
                _kx?: string | null;
                email?: string | null;
                external_id?: string | null;
                first_name?: string | null;
                image?: string | null;
                last_name?: string | null;
                locale?: string | null;
                location?: components["schemas"]["ProfileLocation"];
                organization?: string | null;
                phone_number?: string | null;
                properties?: JsonObject;
                title?: string | null;
            };
            id?: string | null;
            meta?: components["schemas"]["ProfileMeta"];
            type: components["schemas"]["ProfileEnum"];
        };
        PushSubscriptionParameters: {
            anonymous_id?: string | null;
            marketing: components["schemas"]["SubscriptionParameters"];
            tokens?: components["schemas"]["PushTokenEntry"][] | null;
        };
        PushTokenDeviceMetadata: {
            app_build?: string | null;
            app_id?: string | null;
            app_name?: string | null;
            app_version?: string | null;
            device_id?: string | null;
            device_model?: string | null;
            /** @enum {string|null} */
            environment?: "debug" | "release" | null;
            /** @enum {string|null} */
            klaviyo_sdk?: "android" | "flutter" | "flutter_community" | "react_native" | "swift" | null;
            manufacturer?: string | null;
            /** @enum {string|null} */
            os_name?: "android" | "ios" | "ipados" | "macos" | "tvos" | null;
            os_version?: string | null;
            sdk_version?: string | null;
        };
        PushTokenEntry: {
            /** @enum {string|null} */
            background?: "AVAILABLE" | "DENIED" | "RESTRICTED" | null;
            device_metadata?: components["schemas"]["PushTokenDeviceMetadata"];
            /** @enum {string|null} */
            enablement_status?: "AUTHORIZED" | "DENIED" | "NOT_DETERMINED" | "PROVISIONAL" | "UNAUTHORIZED" | null;
            /** @enum {string} */
            platform: "android" | "ios";
            token: string;
            /** @enum {string} */
            vendor: "apns" | "fcm";
        };
        PushUnsubscriptionParameters: {
            marketing: components["schemas"]["UnsubscriptionParameters"];
            tokens: components["schemas"]["PushTokenEntry"][];
        };
        SMSSubscriptionParameters: {
            marketing?: components["schemas"]["SubscriptionParameters"];
            transactional?: components["schemas"]["SubscriptionParameters"];
        };
        SMSUnsubscriptionParameters: {
            marketing?: components["schemas"]["UnsubscriptionParameters"];
            transactional?: components["schemas"]["UnsubscriptionParameters"];
        };
        SubscriptionChannels: {
            email?: components["schemas"]["EmailSubscriptionParameters"];
            push?: components["schemas"]["PushSubscriptionParameters"];
            sms?: components["schemas"]["SMSSubscriptionParameters"];
            whatsapp?: components["schemas"]["WhatsAppSubscriptionParameters"];
        };
        SubscriptionCreateJobCreateQuery: {
            data: components["schemas"]["SubscriptionCreateJobCreateQueryResourceObject"];
        };
        SubscriptionCreateJobCreateQueryResourceObject: {
            attributes: {
                custom_source?: string | null;
                /** @default false */
                historical_import?: boolean | null;
                profiles: {
                    data: components["schemas"]["ProfileSubscriptionCreateQueryResourceObject"][];
                };
            };
            relationships?: {
                list?: {
                    data?: {
                        id: string;
                        type: components["schemas"]["ListEnum"];
                    };
                };
            };
            type: components["schemas"]["ProfileSubscriptionBulkCreateJobEnum"];
        };
        SubscriptionDeleteJobCreateQuery: {
            data: components["schemas"]["SubscriptionDeleteJobCreateQueryResourceObject"];
        };
        SubscriptionDeleteJobCreateQueryResourceObject: {
            attributes: {
                profiles: {
                    data: components["schemas"]["ProfileSubscriptionDeleteQueryResourceObject"][];
                };
            };
            relationships?: {
                list?: {
                    data?: {
                        id: string;
                        type: components["schemas"]["ListEnum"];
                    };
                };
            };
            type: components["schemas"]["ProfileSubscriptionBulkDeleteJobEnum"];
        };
        SubscriptionParameters: {
            /** @enum {string} */
            consent: "SUBSCRIBED";
            /** Format: date-time */
            consented_at?: string | null;
        };
        UnsubscriptionChannels: {
            email?: components["schemas"]["EmailUnsubscriptionParameters"];
            push?: components["schemas"]["PushUnsubscriptionParameters"];
            sms?: components["schemas"]["SMSUnsubscriptionParameters"];
            whatsapp?: components["schemas"]["WhatsAppUnsubscriptionParameters"];
        };
        UnsubscriptionParameters: {
            /** @enum {string} */
            consent: "UNSUBSCRIBED";
        };
        WhatsAppSubscriptionParameters: {
            marketing?: components["schemas"]["SubscriptionParameters"];
            transactional?: components["schemas"]["SubscriptionParameters"];
        };
        WhatsAppUnsubscriptionParameters: {
            conversational?: components["schemas"]["UnsubscriptionParameters"];
            marketing?: components["schemas"]["UnsubscriptionParameters"];
            transactional?: components["schemas"]["UnsubscriptionParameters"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
