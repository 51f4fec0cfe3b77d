namespace IngestPipeline.Tagger;

/// <summary>Which word lists a word or phrase stands in; a form can stand in several.</summary>
[Flags]
internal enum Lists
{
    None = 0,
    Country = 1,
    Demonym = 1 << 1,
    Place = 1 << 2,
    City = 1 << 3,
    Organisation = 1 << 4,
    MinedPlace = 1 << 5,
    MinedOrganisation = 1 << 6,
    Given = 1 << 7,
    Family = 1 << 8,
    FamilyFirst = 1 << 9,
    Vietnamese = 1 << 10,
    Title = 1 << 11,
    Modifier = 1 << 12,
    HeadOf = 1 << 13,
    OrganisationTail = 1 << 14,
    PlaceTail = 1 << 15,
    PlaceHead = 1 << 16,
    PlaceOf = 1 << 17,
    Direction = 1 << 18,
    Calendar = 1 << 19,
    NotName = 1 << 20,
    Common = 1 << 21,
    Suffix = 1 << 22,
    Person = 1 << 23,
    Thing = 1 << 24,
    MinedName = 1 << 25,
    Surname = 1 << 26,

    /// <summary>Read off the training sets, so of no worth to a model that learns from them.</summary>
    Mined = MinedPlace | MinedOrganisation,
    AnyPlace = Country | Place | City | MinedPlace,
    SurePlace = Country | Place,
    AnyOrganisation = Organisation | MinedOrganisation,
    Trusted = SurePlace | Organisation | Demonym | Person,
    Known = AnyPlace | AnyOrganisation | Demonym | Person,
}
