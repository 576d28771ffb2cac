// Made by scripts/generated-operations.ts from src/operations.graphql. Do not edit.

/** An operation as it is sent. Nothing has the other two: they are what it takes, and what is promised for it. */
export interface Operation<Reply, Variables> {
  text: string
  reply?: Reply
  variables?: Variables
}

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type CountryCode =
  | 'AC'
  | 'AD'
  | 'AE'
  | 'AF'
  | 'AG'
  | 'AI'
  | 'AL'
  | 'AM'
  | 'AN'
  | 'AO'
  | 'AR'
  | 'AT'
  | 'AU'
  | 'AW'
  | 'AX'
  | 'AZ'
  | 'BA'
  | 'BB'
  | 'BD'
  | 'BE'
  | 'BF'
  | 'BG'
  | 'BH'
  | 'BI'
  | 'BJ'
  | 'BL'
  | 'BM'
  | 'BN'
  | 'BO'
  | 'BQ'
  | 'BR'
  | 'BS'
  | 'BT'
  | 'BV'
  | 'BW'
  | 'BY'
  | 'BZ'
  | 'CA'
  | 'CC'
  | 'CD'
  | 'CF'
  | 'CG'
  | 'CH'
  | 'CI'
  | 'CK'
  | 'CL'
  | 'CM'
  | 'CN'
  | 'CO'
  | 'CR'
  | 'CU'
  | 'CV'
  | 'CW'
  | 'CX'
  | 'CY'
  | 'CZ'
  | 'DE'
  | 'DJ'
  | 'DK'
  | 'DM'
  | 'DO'
  | 'DZ'
  | 'EC'
  | 'EE'
  | 'EG'
  | 'EH'
  | 'ER'
  | 'ES'
  | 'ET'
  | 'FI'
  | 'FJ'
  | 'FK'
  | 'FO'
  | 'FR'
  | 'GA'
  | 'GB'
  | 'GD'
  | 'GE'
  | 'GF'
  | 'GG'
  | 'GH'
  | 'GI'
  | 'GL'
  | 'GM'
  | 'GN'
  | 'GP'
  | 'GQ'
  | 'GR'
  | 'GS'
  | 'GT'
  | 'GW'
  | 'GY'
  | 'HK'
  | 'HM'
  | 'HN'
  | 'HR'
  | 'HT'
  | 'HU'
  | 'ID'
  | 'IE'
  | 'IL'
  | 'IM'
  | 'IN'
  | 'IO'
  | 'IQ'
  | 'IR'
  | 'IS'
  | 'IT'
  | 'JE'
  | 'JM'
  | 'JO'
  | 'JP'
  | 'KE'
  | 'KG'
  | 'KH'
  | 'KI'
  | 'KM'
  | 'KN'
  | 'KP'
  | 'KR'
  | 'KW'
  | 'KY'
  | 'KZ'
  | 'LA'
  | 'LB'
  | 'LC'
  | 'LI'
  | 'LK'
  | 'LR'
  | 'LS'
  | 'LT'
  | 'LU'
  | 'LV'
  | 'LY'
  | 'MA'
  | 'MC'
  | 'MD'
  | 'ME'
  | 'MF'
  | 'MG'
  | 'MK'
  | 'ML'
  | 'MM'
  | 'MN'
  | 'MO'
  | 'MQ'
  | 'MR'
  | 'MS'
  | 'MT'
  | 'MU'
  | 'MV'
  | 'MW'
  | 'MX'
  | 'MY'
  | 'MZ'
  | 'NA'
  | 'NC'
  | 'NE'
  | 'NF'
  | 'NG'
  | 'NI'
  | 'NL'
  | 'NO'
  | 'NP'
  | 'NR'
  | 'NU'
  | 'NZ'
  | 'OM'
  | 'PA'
  | 'PE'
  | 'PF'
  | 'PG'
  | 'PH'
  | 'PK'
  | 'PL'
  | 'PM'
  | 'PN'
  | 'PS'
  | 'PT'
  | 'PY'
  | 'QA'
  | 'RE'
  | 'RO'
  | 'RS'
  | 'RU'
  | 'RW'
  | 'SA'
  | 'SB'
  | 'SC'
  | 'SD'
  | 'SE'
  | 'SG'
  | 'SH'
  | 'SI'
  | 'SJ'
  | 'SK'
  | 'SL'
  | 'SM'
  | 'SN'
  | 'SO'
  | 'SR'
  | 'SS'
  | 'ST'
  | 'SV'
  | 'SX'
  | 'SY'
  | 'SZ'
  | 'TA'
  | 'TC'
  | 'TD'
  | 'TF'
  | 'TG'
  | 'TH'
  | 'TJ'
  | 'TK'
  | 'TL'
  | 'TM'
  | 'TN'
  | 'TO'
  | 'TR'
  | 'TT'
  | 'TV'
  | 'TW'
  | 'TZ'
  | 'UA'
  | 'UG'
  | 'UM'
  | 'US'
  | 'UY'
  | 'UZ'
  | 'VA'
  | 'VC'
  | 'VE'
  | 'VG'
  | 'VN'
  | 'VU'
  | 'WF'
  | 'WS'
  | 'XK'
  | 'YE'
  | 'YT'
  | 'ZA'
  | 'ZM'
  | 'ZW'
  | 'ZZ';

export type CountryHarmonizedSystemCodeInput = {
  countryCode?: CountryCode | null | undefined;
  harmonizedSystemCode: string;
};

export type CurrencyCode =
  | 'AED'
  | 'AFN'
  | 'ALL'
  | 'AMD'
  | 'ANG'
  | 'AOA'
  | 'ARS'
  | 'AUD'
  | 'AWG'
  | 'AZN'
  | 'BAM'
  | 'BBD'
  | 'BDT'
  | 'BGN'
  | 'BHD'
  | 'BIF'
  | 'BMD'
  | 'BND'
  | 'BOB'
  | 'BRL'
  | 'BSD'
  | 'BTN'
  | 'BWP'
  | 'BYN'
  | 'BYR'
  | 'BZD'
  | 'CAD'
  | 'CDF'
  | 'CHF'
  | 'CLP'
  | 'CNY'
  | 'COP'
  | 'CRC'
  | 'CVE'
  | 'CZK'
  | 'DJF'
  | 'DKK'
  | 'DOP'
  | 'DZD'
  | 'EGP'
  | 'ERN'
  | 'ETB'
  | 'EUR'
  | 'FJD'
  | 'FKP'
  | 'GBP'
  | 'GEL'
  | 'GHS'
  | 'GIP'
  | 'GMD'
  | 'GNF'
  | 'GTQ'
  | 'GYD'
  | 'HKD'
  | 'HNL'
  | 'HRK'
  | 'HTG'
  | 'HUF'
  | 'IDR'
  | 'ILS'
  | 'INR'
  | 'IQD'
  | 'IRR'
  | 'ISK'
  | 'JEP'
  | 'JMD'
  | 'JOD'
  | 'JPY'
  | 'KES'
  | 'KGS'
  | 'KHR'
  | 'KID'
  | 'KMF'
  | 'KRW'
  | 'KWD'
  | 'KYD'
  | 'KZT'
  | 'LAK'
  | 'LBP'
  | 'LKR'
  | 'LRD'
  | 'LSL'
  | 'LTL'
  | 'LVL'
  | 'LYD'
  | 'MAD'
  | 'MDL'
  | 'MGA'
  | 'MKD'
  | 'MMK'
  | 'MNT'
  | 'MOP'
  | 'MRU'
  | 'MUR'
  | 'MVR'
  | 'MWK'
  | 'MXN'
  | 'MYR'
  | 'MZN'
  | 'NAD'
  | 'NGN'
  | 'NIO'
  | 'NOK'
  | 'NPR'
  | 'NZD'
  | 'OMR'
  | 'PAB'
  | 'PEN'
  | 'PGK'
  | 'PHP'
  | 'PKR'
  | 'PLN'
  | 'PYG'
  | 'QAR'
  | 'RON'
  | 'RSD'
  | 'RUB'
  | 'RWF'
  | 'SAR'
  | 'SBD'
  | 'SCR'
  | 'SDG'
  | 'SEK'
  | 'SGD'
  | 'SHP'
  | 'SLL'
  | 'SOS'
  | 'SRD'
  | 'SSP'
  | 'STD'
  | 'STN'
  | 'SYP'
  | 'SZL'
  | 'THB'
  | 'TJS'
  | 'TMT'
  | 'TND'
  | 'TOP'
  | 'TRY'
  | 'TTD'
  | 'TWD'
  | 'TZS'
  | 'UAH'
  | 'UGX'
  | 'USD'
  | 'USDC'
  | 'UYU'
  | 'UZS'
  | 'VED'
  | 'VEF'
  | 'VES'
  | 'VND'
  | 'VUV'
  | 'WST'
  | 'XAF'
  | 'XCD'
  | 'XOF'
  | 'XPF'
  | 'XXX'
  | 'YER'
  | 'ZAR'
  | 'ZMW';

export type CustomerEmailAddressMarketingState =
  | 'INVALID'
  | 'NOT_SUBSCRIBED'
  | 'PENDING'
  | 'SUBSCRIBED'
  | 'UNSUBSCRIBED';

export type CustomerIdentifierInput =
  {   customId: UniqueMetafieldValueInput; emailAddress?: never; id?: never; phoneNumber?: never; }
  |  { customId?: never;   emailAddress: string; id?: never; phoneNumber?: never; }
  |  { customId?: never; emailAddress?: never;   id: string; phoneNumber?: never; }
  |  { customId?: never; emailAddress?: never; id?: never;   phoneNumber: string; };

export type CustomerMarketingConsentState =
  | 'NEVER_SUBSCRIBED'
  | 'PENDING'
  | 'REDACTED'
  | 'SUBSCRIBED'
  | 'UNSUBSCRIBED';

export type CustomerMarketingOptInLevel =
  | 'CONFIRMED_OPT_IN'
  | 'SINGLE_OPT_IN'
  | 'UNKNOWN';

export type CustomerSetIdentifiers =
  {   customId: UniqueMetafieldValueInput; email?: never; id?: never; phone?: never; }
  |  { customId?: never;   email: string; id?: never; phone?: never; }
  |  { customId?: never; email?: never;   id: string; phone?: never; }
  |  { customId?: never; email?: never; id?: never;   phone: string; };

export type CustomerSetInput = {
  addresses?: Array<MailingAddressInput> | null | undefined;
  email?: string | null | undefined;
  firstName?: string | null | undefined;
  /** @deprecated To update a customer use `identifier` argument instead. */
  id?: string | null | undefined;
  lastName?: string | null | undefined;
  locale?: string | null | undefined;
  note?: string | null | undefined;
  phone?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  taxExempt?: boolean | null | undefined;
  taxExemptions?: Array<TaxExemption> | null | undefined;
};

export type CustomerSetUserErrorCode =
  | 'BLANK'
  | 'ID_NOT_ALLOWED'
  | 'INCLUSION'
  | 'INPUT_MISMATCH'
  | 'INVALID'
  | 'METAFIELD_MISMATCH'
  | 'MISSING_FIELD_REQUIRED'
  | 'NOT_FOUND'
  | 'PRESENT'
  | 'TAKEN'
  | 'TOO_LONG'
  | 'TOO_SHORT';

export type CustomerState =
  | 'DECLINED'
  | 'DISABLED'
  | 'ENABLED'
  | 'INVITED';

export type InventoryAdjustmentInput = {
  adjustment?: number | null | undefined;
  changeFromQuantity?: number | null | undefined;
  locationId: string;
};

export type InventoryItemInput = {
  cost?: string | null | undefined;
  countryCodeOfOrigin?: CountryCode | null | undefined;
  countryHarmonizedSystemCodes?: Array<CountryHarmonizedSystemCodeInput> | null | undefined;
  harmonizedSystemCode?: string | null | undefined;
  measurement?: InventoryItemMeasurementInput | null | undefined;
  provinceCodeOfOrigin?: string | null | undefined;
  requiresShipping?: boolean | null | undefined;
  sku?: string | null | undefined;
  tracked?: boolean | null | undefined;
};

export type InventoryItemMeasurementInput = {
  shippingPackageId?: string | null | undefined;
  weight?: WeightInput | null | undefined;
};

export type InventoryLevelInput = {
  availableQuantity: number;
  locationId: string;
};

export type InventoryQuantityInput = {
  changeFromQuantity?: number | null | undefined;
  inventoryItemId: string;
  locationId: string;
  quantity: number;
};

export type InventorySetQuantitiesInput = {
  name: string;
  quantities: Array<InventoryQuantityInput>;
  reason: string;
  referenceDocumentUri?: string | null | undefined;
};

export type InventorySetQuantitiesUserErrorCode =
  | 'CHANGE_FROM_QUANTITY_STALE'
  | 'COMPARE_QUANTITY_REQUIRED'
  | 'COMPARE_QUANTITY_STALE'
  | 'IDEMPOTENCY_CONCURRENT_REQUEST'
  | 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH'
  | 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'
  | 'INVALID_INVENTORY_ITEM'
  | 'INVALID_LOCATION'
  | 'INVALID_NAME'
  | 'INVALID_QUANTITY_NEGATIVE'
  | 'INVALID_QUANTITY_TOO_HIGH'
  | 'INVALID_QUANTITY_TOO_LOW'
  | 'INVALID_REASON'
  | 'INVALID_REFERENCE_DOCUMENT'
  | 'NON_MUTABLE_INVENTORY_ITEM'
  | 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR';

export type MailingAddressInput = {
  address1?: string | null | undefined;
  address2?: string | null | undefined;
  city?: string | null | undefined;
  company?: string | null | undefined;
  /** @deprecated Use `countryCode` instead. */
  country?: string | null | undefined;
  countryCode?: CountryCode | null | undefined;
  firstName?: string | null | undefined;
  /** @deprecated Not needed for 90% of mutations, and provided separately where it is needed. */
  id?: string | null | undefined;
  lastName?: string | null | undefined;
  phone?: string | null | undefined;
  /** @deprecated Use `provinceCode` instead. */
  province?: string | null | undefined;
  provinceCode?: string | null | undefined;
  zip?: string | null | undefined;
};

export type MetafieldInput = {
  id?: string | null | undefined;
  key?: string | null | undefined;
  namespace?: string | null | undefined;
  type?: string | null | undefined;
  value?: string | null | undefined;
};

export type OrderDisplayFinancialStatus =
  | 'AUTHORIZED'
  | 'EXPIRED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';

export type OrderDisplayFulfillmentStatus =
  | 'FULFILLED'
  | 'FULFILLMENT_NOT_REQUIRED'
  | 'IN_PROGRESS'
  | 'ON_HOLD'
  | 'OPEN'
  | 'PARTIALLY_FULFILLED'
  | 'PENDING_FULFILLMENT'
  | 'REQUEST_DECLINED'
  | 'RESTOCKED'
  | 'SCHEDULED'
  | 'UNFULFILLED';

export type OrderTransactionKind =
  | 'AUTHORIZATION'
  | 'CAPTURE'
  | 'CHANGE'
  | 'EMV_AUTHORIZATION'
  | 'REFUND'
  | 'SALE'
  | 'SUGGESTED_REFUND'
  | 'VOID';

export type OrderTransactionStatus =
  | 'AWAITING_RESPONSE'
  | 'ERROR'
  | 'FAILURE'
  | 'PENDING'
  | 'SUCCESS'
  | 'UNKNOWN';

export type ProductStatus =
  | 'ACTIVE'
  | 'ARCHIVED'
  | 'DRAFT'
  | 'UNLISTED';

export type ProductVariantInventoryPolicy =
  | 'CONTINUE'
  | 'DENY';

export type ProductVariantsBulkInput = {
  barcode?: string | null | undefined;
  compareAtPrice?: string | null | undefined;
  id?: string | null | undefined;
  inventoryItem?: InventoryItemInput | null | undefined;
  inventoryPolicy?: ProductVariantInventoryPolicy | null | undefined;
  inventoryQuantities?: Array<InventoryLevelInput> | null | undefined;
  mediaId?: string | null | undefined;
  mediaSrc?: Array<string> | null | undefined;
  metafields?: Array<MetafieldInput> | null | undefined;
  optionValues?: Array<VariantOptionValueInput> | null | undefined;
  price?: string | null | undefined;
  published?: boolean | null | undefined;
  quantityAdjustments?: Array<InventoryAdjustmentInput> | null | undefined;
  requiresComponents?: boolean | null | undefined;
  showUnitPrice?: boolean | null | undefined;
  taxCode?: string | null | undefined;
  taxable?: boolean | null | undefined;
  unitPriceMeasurement?: UnitPriceMeasurementInput | null | undefined;
};

export type ProductVariantsBulkUpdateUserErrorCode =
  | 'BLANK'
  | 'CANNOT_SET_NAME_FOR_LINKED_OPTION_VALUE'
  | 'CANNOT_SPECIFY_BOTH'
  | 'GREATER_THAN_OR_EQUAL_TO'
  | 'INVALID_INPUT'
  | 'INVALID_VALUE'
  | 'INVENTORY_QUANTITIES_LIMIT_EXCEEDED'
  | 'LOCAL_CURRENCY_GIFT_CARD_PRICE_MUST_BE_ZERO'
  | 'MUST_BE_FOR_THIS_PRODUCT'
  | 'MUST_SPECIFY_ONE_OF_PAIR'
  | 'NEED_TO_ADD_OPTION_VALUES'
  | 'NEGATIVE_PRICE_VALUE'
  | 'NOT_DEFINED_FOR_SHOP'
  | 'NO_INVENTORY_QUANTITES_DURING_UPDATE'
  | 'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE'
  | 'OPTION_DOES_NOT_EXIST'
  | 'OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS'
  | 'OPTION_VALUE_DOES_NOT_EXIST'
  | 'OPTION_VALUE_NAME_TOO_LONG'
  | 'PRODUCT_DOES_NOT_EXIST'
  | 'PRODUCT_SUSPENDED'
  | 'PRODUCT_VARIANT_DOES_NOT_EXIST'
  | 'PRODUCT_VARIANT_ID_MISSING'
  | 'SUBSCRIPTION_VIOLATION'
  | 'TOO_LONG'
  | 'TOO_SHORT'
  | 'UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION'
  | 'VARIANT_ALREADY_EXISTS';

export type TaxExemption =
  | 'CA_BC_COMMERCIAL_FISHERY_EXEMPTION'
  | 'CA_BC_CONTRACTOR_EXEMPTION'
  | 'CA_BC_PRODUCTION_AND_MACHINERY_EXEMPTION'
  | 'CA_BC_RESELLER_EXEMPTION'
  | 'CA_BC_SUB_CONTRACTOR_EXEMPTION'
  | 'CA_DIPLOMAT_EXEMPTION'
  | 'CA_MB_COMMERCIAL_FISHERY_EXEMPTION'
  | 'CA_MB_FARMER_EXEMPTION'
  | 'CA_MB_RESELLER_EXEMPTION'
  | 'CA_NL_VPT_RESELLER_EXEMPTION'
  | 'CA_NS_COMMERCIAL_FISHERY_EXEMPTION'
  | 'CA_NS_FARMER_EXEMPTION'
  | 'CA_ON_PURCHASE_EXEMPTION'
  | 'CA_PE_COMMERCIAL_FISHERY_EXEMPTION'
  | 'CA_SK_COMMERCIAL_FISHERY_EXEMPTION'
  | 'CA_SK_CONTRACTOR_EXEMPTION'
  | 'CA_SK_FARMER_EXEMPTION'
  | 'CA_SK_PRODUCTION_AND_MACHINERY_EXEMPTION'
  | 'CA_SK_RESELLER_EXEMPTION'
  | 'CA_SK_SUB_CONTRACTOR_EXEMPTION'
  | 'CA_SK_VPT_RESELLER_EXEMPTION'
  | 'CA_STATUS_CARD_EXEMPTION'
  | 'EU_REVERSE_CHARGE_EXEMPTION_RULE'
  | 'US_AK_RESELLER_EXEMPTION'
  | 'US_AL_RESELLER_EXEMPTION'
  | 'US_AR_RESELLER_EXEMPTION'
  | 'US_AZ_RESELLER_EXEMPTION'
  | 'US_CA_RESELLER_EXEMPTION'
  | 'US_CO_RESELLER_EXEMPTION'
  | 'US_CT_RESELLER_EXEMPTION'
  | 'US_DC_RESELLER_EXEMPTION'
  | 'US_DE_RESELLER_EXEMPTION'
  | 'US_FL_RESELLER_EXEMPTION'
  | 'US_GA_RESELLER_EXEMPTION'
  | 'US_HI_RESELLER_EXEMPTION'
  | 'US_IA_RESELLER_EXEMPTION'
  | 'US_ID_RESELLER_EXEMPTION'
  | 'US_IL_RESELLER_EXEMPTION'
  | 'US_IN_RESELLER_EXEMPTION'
  | 'US_KS_RESELLER_EXEMPTION'
  | 'US_KY_RESELLER_EXEMPTION'
  | 'US_LA_RESELLER_EXEMPTION'
  | 'US_MA_RESELLER_EXEMPTION'
  | 'US_MD_RESELLER_EXEMPTION'
  | 'US_ME_RESELLER_EXEMPTION'
  | 'US_MI_RESELLER_EXEMPTION'
  | 'US_MN_RESELLER_EXEMPTION'
  | 'US_MO_RESELLER_EXEMPTION'
  | 'US_MS_RESELLER_EXEMPTION'
  | 'US_MT_RESELLER_EXEMPTION'
  | 'US_NC_RESELLER_EXEMPTION'
  | 'US_ND_RESELLER_EXEMPTION'
  | 'US_NE_RESELLER_EXEMPTION'
  | 'US_NH_RESELLER_EXEMPTION'
  | 'US_NJ_RESELLER_EXEMPTION'
  | 'US_NM_RESELLER_EXEMPTION'
  | 'US_NV_RESELLER_EXEMPTION'
  | 'US_NY_RESELLER_EXEMPTION'
  | 'US_OH_RESELLER_EXEMPTION'
  | 'US_OK_RESELLER_EXEMPTION'
  | 'US_OR_RESELLER_EXEMPTION'
  | 'US_PA_RESELLER_EXEMPTION'
  | 'US_RI_RESELLER_EXEMPTION'
  | 'US_SC_RESELLER_EXEMPTION'
  | 'US_SD_RESELLER_EXEMPTION'
  | 'US_TN_RESELLER_EXEMPTION'
  | 'US_TX_RESELLER_EXEMPTION'
  | 'US_UT_RESELLER_EXEMPTION'
  | 'US_VA_RESELLER_EXEMPTION'
  | 'US_VT_RESELLER_EXEMPTION'
  | 'US_WA_RESELLER_EXEMPTION'
  | 'US_WI_RESELLER_EXEMPTION'
  | 'US_WV_RESELLER_EXEMPTION'
  | 'US_WY_RESELLER_EXEMPTION';

export type UniqueMetafieldValueInput = {
  key: string;
  namespace?: string | null | undefined;
  value: string;
};

export type UnitPriceMeasurementInput = {
  quantityUnit?: UnitPriceMeasurementMeasuredUnit | null | undefined;
  quantityValue?: number | null | undefined;
  referenceUnit?: UnitPriceMeasurementMeasuredUnit | null | undefined;
  referenceValue?: number | null | undefined;
};

export type UnitPriceMeasurementMeasuredUnit =
  | 'CL'
  | 'CM'
  | 'FLOZ'
  | 'FT'
  | 'FT2'
  | 'G'
  | 'GAL'
  | 'IN'
  | 'ITEM'
  | 'KG'
  | 'L'
  | 'LB'
  | 'M'
  | 'M2'
  | 'M3'
  | 'MG'
  | 'ML'
  | 'MM'
  | 'OZ'
  | 'PT'
  | 'QT'
  | 'UNKNOWN'
  | 'YD';

export type VariantOptionValueInput = {
  id?: string | null | undefined;
  linkedMetafieldValue?: string | null | undefined;
  name?: string | null | undefined;
  optionId?: string | null | undefined;
  optionName?: string | null | undefined;
};

export type WeightInput = {
  unit: WeightUnit;
  value: number;
};

export type WeightUnit =
  | 'GRAMS'
  | 'KILOGRAMS'
  | 'OUNCES'
  | 'POUNDS';

export type AccessQueryVariables = Exact<{ [key: string]: never; }>;


export type AccessQuery = { shop: { name: string, myshopifyDomain: string }, currentAppInstallation: { accessScopes: Array<{ handle: string }> } };

export type ShopCurrencyQueryVariables = Exact<{ [key: string]: never; }>;


export type ShopCurrencyQuery = { shop: { currencyCode: CurrencyCode } };

export type LocationsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type LocationsQuery = { locations: { nodes: Array<{ id: string, name: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AddressFragment = { id: string, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, zip: string | null, provinceCode: string | null, countryCodeV2: CountryCode | null, phone: string | null };

export type PersonFragment = { id: string, firstName: string | null, lastName: string | null, note: string | null, tags: Array<string>, locale: string, state: CustomerState, createdAt: string, updatedAt: string, defaultEmailAddress: { emailAddress: string, marketingState: CustomerEmailAddressMarketingState, marketingUpdatedAt: string | null, marketingOptInLevel: CustomerMarketingOptInLevel | null } | null, defaultPhoneNumber: { phoneNumber: string, smsMarketingConsent: { state: CustomerMarketingConsentState, updatedAt: string | null, optInLevel: CustomerMarketingOptInLevel | null } } | null, defaultAddress: { id: string } | null, addressesV2: { nodes: Array<{ id: string, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, zip: string | null, provinceCode: string | null, countryCodeV2: CountryCode | null, phone: string | null }> } };

export type CustomersChangedQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  query?: string | null | undefined;
}>;


export type CustomersChangedQuery = { customers: { nodes: Array<{ id: string, firstName: string | null, lastName: string | null, note: string | null, tags: Array<string>, locale: string, state: CustomerState, createdAt: string, updatedAt: string, defaultEmailAddress: { emailAddress: string, marketingState: CustomerEmailAddressMarketingState, marketingUpdatedAt: string | null, marketingOptInLevel: CustomerMarketingOptInLevel | null } | null, defaultPhoneNumber: { phoneNumber: string, smsMarketingConsent: { state: CustomerMarketingConsentState, updatedAt: string | null, optInLevel: CustomerMarketingOptInLevel | null } } | null, defaultAddress: { id: string } | null, addressesV2: { nodes: Array<{ id: string, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, zip: string | null, provinceCode: string | null, countryCodeV2: CountryCode | null, phone: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CustomersNamedQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type CustomersNamedQuery = { nodes: Array<
    | { id: string, firstName: string | null, lastName: string | null, note: string | null, tags: Array<string>, locale: string, state: CustomerState, createdAt: string, updatedAt: string, defaultEmailAddress: { emailAddress: string, marketingState: CustomerEmailAddressMarketingState, marketingUpdatedAt: string | null, marketingOptInLevel: CustomerMarketingOptInLevel | null } | null, defaultPhoneNumber: { phoneNumber: string, smsMarketingConsent: { state: CustomerMarketingConsentState, updatedAt: string | null, optInLevel: CustomerMarketingOptInLevel | null } } | null, defaultAddress: { id: string } | null, addressesV2: { nodes: Array<{ id: string, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, zip: string | null, provinceCode: string | null, countryCodeV2: CountryCode | null, phone: string | null }> } }
    | Record<PropertyKey, never>
   | null> };

export type CustomerWithQueryVariables = Exact<{
  identifier: CustomerIdentifierInput;
}>;


export type CustomerWithQuery = { customerByIdentifier: { id: string } | null };

export type CustomerSetMutationVariables = Exact<{
  identifier?: CustomerSetIdentifiers | null | undefined;
  input: CustomerSetInput;
}>;


export type CustomerSetMutation = { customerSet: { customer: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: CustomerSetUserErrorCode | null }> } | null };

export type SoldFragment = { id: string, sku: string | null, barcode: string | null, title: string, price: string, compareAtPrice: string | null, position: number, selectedOptions: Array<{ name: string, value: string }> };

export type GoodsFragment = { id: string, handle: string, title: string, status: ProductStatus, vendor: string, productType: string, tags: Array<string>, description: string, createdAt: string, updatedAt: string, hasOnlyDefaultVariant: boolean, options: Array<{ id: string, name: string, position: number, values: Array<string> }>, variants: { nodes: Array<{ id: string, sku: string | null, barcode: string | null, title: string, price: string, compareAtPrice: string | null, position: number, selectedOptions: Array<{ name: string, value: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ProductsChangedQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  query?: string | null | undefined;
}>;


export type ProductsChangedQuery = { products: { nodes: Array<{ id: string, handle: string, title: string, status: ProductStatus, vendor: string, productType: string, tags: Array<string>, description: string, createdAt: string, updatedAt: string, hasOnlyDefaultVariant: boolean, options: Array<{ id: string, name: string, position: number, values: Array<string> }>, variants: { nodes: Array<{ id: string, sku: string | null, barcode: string | null, title: string, price: string, compareAtPrice: string | null, position: number, selectedOptions: Array<{ name: string, value: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ProductsNamedQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ProductsNamedQuery = { nodes: Array<
    | { id: string, handle: string, title: string, status: ProductStatus, vendor: string, productType: string, tags: Array<string>, description: string, createdAt: string, updatedAt: string, hasOnlyDefaultVariant: boolean, options: Array<{ id: string, name: string, position: number, values: Array<string> }>, variants: { nodes: Array<{ id: string, sku: string | null, barcode: string | null, title: string, price: string, compareAtPrice: string | null, position: number, selectedOptions: Array<{ name: string, value: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | Record<PropertyKey, never>
   | null> };

export type ProductVariantsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type ProductVariantsQuery = { product: { variants: { nodes: Array<{ id: string, sku: string | null, barcode: string | null, title: string, price: string, compareAtPrice: string | null, position: number, selectedOptions: Array<{ name: string, value: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type VariantsWithQueryVariables = Exact<{
  query: string;
  after?: string | null | undefined;
}>;


export type VariantsWithQuery = { productVariants: { nodes: Array<{ sku: string | null, barcode: string | null, product: { id: string }, inventoryItem: { id: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type VariantsUpdateMutationVariables = Exact<{
  productId: string;
  variants: Array<ProductVariantsBulkInput> | ProductVariantsBulkInput;
}>;


export type VariantsUpdateMutation = { productVariantsBulkUpdate: { productVariants: Array<{ id: string }> | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ProductVariantsBulkUpdateUserErrorCode | null }> } | null };

export type KeptFragment = { id: string, sku: string | null, tracked: boolean, variants: { nodes: Array<{ id: string, title: string, barcode: string | null, product: { id: string, title: string } }> } | null };

export type LevelFragment = { isActive: boolean, location: { id: string, name: string }, quantities: Array<{ name: string, quantity: number }> };

export type LevelsAtQueryVariables = Exact<{
  location: string;
  first: number;
  after?: string | null | undefined;
}>;


export type LevelsAtQuery = { location: { inventoryLevels: { nodes: Array<{ isActive: boolean, item: { id: string, sku: string | null, tracked: boolean, variants: { nodes: Array<{ id: string, title: string, barcode: string | null, product: { id: string, title: string } }> } | null }, location: { id: string, name: string }, quantities: Array<{ name: string, quantity: number }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type LevelsNamedQueryVariables = Exact<{
  ids: Array<string> | string;
  location: string;
}>;


export type LevelsNamedQuery = { nodes: Array<
    | { id: string, sku: string | null, tracked: boolean, inventoryLevel: { isActive: boolean, location: { id: string, name: string }, quantities: Array<{ name: string, quantity: number }> } | null, variants: { nodes: Array<{ id: string, title: string, barcode: string | null, product: { id: string, title: string } }> } | null }
    | Record<PropertyKey, never>
   | null> };

export type LevelsHeldQueryVariables = Exact<{
  ids: Array<string> | string;
  location: string;
}>;


export type LevelsHeldQuery = { nodes: Array<
    | { id: string, tracked: boolean, inventoryLevel: { isActive: boolean, quantities: Array<{ name: string, quantity: number }> } | null }
    | Record<PropertyKey, never>
   | null> };

export type InventoryActivateMutationVariables = Exact<{
  item: string;
  location: string;
  key: string;
}>;


export type InventoryActivateMutation = { inventoryActivate: { inventoryLevel: { isActive: boolean } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type InventorySetMutationVariables = Exact<{
  input: InventorySetQuantitiesInput;
  key: string;
}>;


export type InventorySetMutation = { inventorySetQuantities: { inventoryAdjustmentGroup: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: InventorySetQuantitiesUserErrorCode | null }> } | null };

export type OrdersChangedQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  query?: string | null | undefined;
}>;


export type OrdersChangedQuery = { orders: { nodes: Array<{ id: string, updatedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MoneyFragment = { shopMoney: { amount: string, currencyCode: CurrencyCode } };

export type LineFragment = { id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, variant: { id: string } | null, product: { id: string } | null, originalUnitPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> };

export type SaleFragment = { id: string, name: string, email: string | null, phone: string | null, note: string | null, tags: Array<string>, test: boolean, edited: boolean, createdAt: string, processedAt: string, updatedAt: string, cancelledAt: string | null, closedAt: string | null, sourceName: string | null, sourceIdentifier: string | null, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, discountCodes: Array<string>, customer: { id: string } | null, retailLocation: { id: string } | null, billingAddress: { id: string, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, zip: string | null, provinceCode: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, shippingAddress: { id: string, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, zip: string | null, provinceCode: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, totalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, currentTotalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, subtotalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalTaxSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalDiscountsSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalShippingPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalRefundedSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, shippingLines: { nodes: Array<{ title: string }> }, transactions: Array<{ id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, gateway: string | null, processedAt: string | null, amountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, lineItems: { nodes: Array<{ id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, variant: { id: string } | null, product: { id: string } | null, originalUnitPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OrdersNamedQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type OrdersNamedQuery = { nodes: Array<
    | { id: string, name: string, email: string | null, phone: string | null, note: string | null, tags: Array<string>, test: boolean, edited: boolean, createdAt: string, processedAt: string, updatedAt: string, cancelledAt: string | null, closedAt: string | null, sourceName: string | null, sourceIdentifier: string | null, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, discountCodes: Array<string>, customer: { id: string } | null, retailLocation: { id: string } | null, billingAddress: { id: string, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, zip: string | null, provinceCode: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, shippingAddress: { id: string, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, zip: string | null, provinceCode: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null, totalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, currentTotalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, subtotalPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalTaxSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalDiscountsSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } | null, totalShippingPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, totalRefundedSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, shippingLines: { nodes: Array<{ title: string }> }, transactions: Array<{ id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, gateway: string | null, processedAt: string | null, amountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, lineItems: { nodes: Array<{ id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, variant: { id: string } | null, product: { id: string } | null, originalUnitPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | Record<PropertyKey, never>
   | null> };

export type OrderLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type OrderLinesQuery = { order: { lineItems: { nodes: Array<{ id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, variant: { id: string } | null, product: { id: string } | null, originalUnitPriceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } }, discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, taxLines: Array<{ priceSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export const access: Operation<AccessQuery, AccessQueryVariables> = {
  text: "query Access{shop{name myshopifyDomain}currentAppInstallation{accessScopes{handle}}}",
}

export const shopCurrency: Operation<ShopCurrencyQuery, ShopCurrencyQueryVariables> = {
  text: "query ShopCurrency{shop{currencyCode}}",
}

export const locations: Operation<LocationsQuery, LocationsQueryVariables> = {
  text: "query Locations($after:String){locations(first:50 after:$after){nodes{id name}pageInfo{hasNextPage endCursor}}}",
}

export const customersChanged: Operation<CustomersChangedQuery, CustomersChangedQueryVariables> = {
  text: "query CustomersChanged($first:Int!$after:String$query:String){customers(first:$first after:$after query:$query sortKey:UPDATED_AT){nodes{...Person}pageInfo{hasNextPage endCursor}}}fragment Person on Customer{id firstName lastName note tags locale state createdAt updatedAt defaultEmailAddress{emailAddress marketingState marketingUpdatedAt marketingOptInLevel}defaultPhoneNumber{phoneNumber smsMarketingConsent{state updatedAt optInLevel}}defaultAddress{id}addressesV2(first:10){nodes{...Address}}}fragment Address on MailingAddress{id firstName lastName company address1 address2 city zip provinceCode countryCodeV2 phone}",
}

export const customersNamed: Operation<CustomersNamedQuery, CustomersNamedQueryVariables> = {
  text: "query CustomersNamed($ids:[ID!]!){nodes(ids:$ids){...on Customer{...Person}}}fragment Person on Customer{id firstName lastName note tags locale state createdAt updatedAt defaultEmailAddress{emailAddress marketingState marketingUpdatedAt marketingOptInLevel}defaultPhoneNumber{phoneNumber smsMarketingConsent{state updatedAt optInLevel}}defaultAddress{id}addressesV2(first:10){nodes{...Address}}}fragment Address on MailingAddress{id firstName lastName company address1 address2 city zip provinceCode countryCodeV2 phone}",
}

export const customerWith: Operation<CustomerWithQuery, CustomerWithQueryVariables> = {
  text: "query CustomerWith($identifier:CustomerIdentifierInput!){customerByIdentifier(identifier:$identifier){id}}",
}

export const customerSet: Operation<CustomerSetMutation, CustomerSetMutationVariables> = {
  text: "mutation CustomerSet($identifier:CustomerSetIdentifiers$input:CustomerSetInput!){customerSet(identifier:$identifier input:$input){customer{id}userErrors{field message code}}}",
}

export const productsChanged: Operation<ProductsChangedQuery, ProductsChangedQueryVariables> = {
  text: "query ProductsChanged($first:Int!$after:String$query:String){products(first:$first after:$after query:$query sortKey:UPDATED_AT){nodes{...Goods}pageInfo{hasNextPage endCursor}}}fragment Goods on Product{id handle title status vendor productType tags description createdAt updatedAt hasOnlyDefaultVariant options(first:3){id name position values}variants(first:100){nodes{...Sold}pageInfo{hasNextPage endCursor}}}fragment Sold on ProductVariant{id sku barcode title price compareAtPrice position selectedOptions{name value}}",
}

export const productsNamed: Operation<ProductsNamedQuery, ProductsNamedQueryVariables> = {
  text: "query ProductsNamed($ids:[ID!]!){nodes(ids:$ids){...on Product{...Goods}}}fragment Goods on Product{id handle title status vendor productType tags description createdAt updatedAt hasOnlyDefaultVariant options(first:3){id name position values}variants(first:100){nodes{...Sold}pageInfo{hasNextPage endCursor}}}fragment Sold on ProductVariant{id sku barcode title price compareAtPrice position selectedOptions{name value}}",
}

export const productVariants: Operation<ProductVariantsQuery, ProductVariantsQueryVariables> = {
  text: "query ProductVariants($id:ID!$after:String){product(id:$id){variants(first:250 after:$after){nodes{...Sold}pageInfo{hasNextPage endCursor}}}}fragment Sold on ProductVariant{id sku barcode title price compareAtPrice position selectedOptions{name value}}",
}

export const variantsWith: Operation<VariantsWithQuery, VariantsWithQueryVariables> = {
  text: "query VariantsWith($query:String!$after:String){productVariants(first:50 after:$after query:$query){nodes{sku barcode product{id}inventoryItem{id}}pageInfo{hasNextPage endCursor}}}",
}

export const variantsUpdate: Operation<VariantsUpdateMutation, VariantsUpdateMutationVariables> = {
  text: "mutation VariantsUpdate($productId:ID!$variants:[ProductVariantsBulkInput!]!){productVariantsBulkUpdate(productId:$productId variants:$variants){productVariants{id}userErrors{field message code}}}",
}

export const levelsAt: Operation<LevelsAtQuery, LevelsAtQueryVariables> = {
  text: "query LevelsAt($location:ID!$first:Int!$after:String){location(id:$location){inventoryLevels(first:$first after:$after){nodes{...Level item{...Kept}}pageInfo{hasNextPage endCursor}}}}fragment Level on InventoryLevel{isActive location{id name}quantities(names:[\"available\" \"on_hand\" \"committed\"]){name quantity}}fragment Kept on InventoryItem{id sku tracked variants(first:1){nodes{id title barcode product{id title}}}}",
}

export const levelsNamed: Operation<LevelsNamedQuery, LevelsNamedQueryVariables> = {
  text: "query LevelsNamed($ids:[ID!]!$location:ID!){nodes(ids:$ids){...on InventoryItem{...Kept inventoryLevel(locationId:$location includeInactive:true){...Level}}}}fragment Kept on InventoryItem{id sku tracked variants(first:1){nodes{id title barcode product{id title}}}}fragment Level on InventoryLevel{isActive location{id name}quantities(names:[\"available\" \"on_hand\" \"committed\"]){name quantity}}",
}

export const levelsHeld: Operation<LevelsHeldQuery, LevelsHeldQueryVariables> = {
  text: "query LevelsHeld($ids:[ID!]!$location:ID!){nodes(ids:$ids){...on InventoryItem{id tracked inventoryLevel(locationId:$location includeInactive:true){isActive quantities(names:[\"available\" \"on_hand\"]){name quantity}}}}}",
}

export const inventoryActivate: Operation<InventoryActivateMutation, InventoryActivateMutationVariables> = {
  text: "mutation InventoryActivate($item:ID!$location:ID!$key:String!){inventoryActivate(inventoryItemId:$item locationId:$location)@idempotent(key:$key){inventoryLevel{isActive}userErrors{field message}}}",
}

export const inventorySet: Operation<InventorySetMutation, InventorySetMutationVariables> = {
  text: "mutation InventorySet($input:InventorySetQuantitiesInput!$key:String!){inventorySetQuantities(input:$input)@idempotent(key:$key){inventoryAdjustmentGroup{id}userErrors{field message code}}}",
}

export const ordersChanged: Operation<OrdersChangedQuery, OrdersChangedQueryVariables> = {
  text: "query OrdersChanged($first:Int!$after:String$query:String){orders(first:$first after:$after query:$query sortKey:UPDATED_AT){nodes{id updatedAt}pageInfo{hasNextPage endCursor}}}",
}

export const ordersNamed: Operation<OrdersNamedQuery, OrdersNamedQueryVariables> = {
  text: "query OrdersNamed($ids:[ID!]!){nodes(ids:$ids){...on Order{...Sale}}}fragment Sale on Order{id name email phone note tags test edited createdAt processedAt updatedAt cancelledAt closedAt sourceName sourceIdentifier displayFinancialStatus displayFulfillmentStatus discountCodes customer{id}retailLocation{id}billingAddress{...Address}shippingAddress{...Address}totalPriceSet{...Money}currentTotalPriceSet{...Money}subtotalPriceSet{...Money}totalTaxSet{...Money}totalDiscountsSet{...Money}totalShippingPriceSet{...Money}totalRefundedSet{...Money}shippingLines(first:5){nodes{title}}transactions(first:20){id kind status gateway processedAt amountSet{...Money}}lineItems(first:50){nodes{...Line}pageInfo{hasNextPage endCursor}}}fragment Address on MailingAddress{id firstName lastName company address1 address2 city zip provinceCode countryCodeV2 phone}fragment Money on MoneyBag{shopMoney{amount currencyCode}}fragment Line on LineItem{id title variantTitle sku quantity currentQuantity variant{id}product{id}originalUnitPriceSet{...Money}discountAllocations{allocatedAmountSet{...Money}}taxLines{priceSet{...Money}}}",
}

export const orderLines: Operation<OrderLinesQuery, OrderLinesQueryVariables> = {
  text: "query OrderLines($id:ID!$after:String){order(id:$id){lineItems(first:100 after:$after){nodes{...Line}pageInfo{hasNextPage endCursor}}}}fragment Line on LineItem{id title variantTitle sku quantity currentQuantity variant{id}product{id}originalUnitPriceSet{...Money}discountAllocations{allocatedAmountSet{...Money}}taxLines{priceSet{...Money}}}fragment Money on MoneyBag{shopMoney{amount currencyCode}}",
}
