"""Documents in archives: all of them or a clear reason, never a part that looks like a whole, never a byte on disk."""

import gzip
import hashlib
import io
import random
import tarfile
import zipfile

import pytest

from tasks.read.archives import Limits, documents_in

NOTICES = {f"20240102_1/{number:08}_2024.xml": f"<notice>{number * 'å'}</notice>".encode() for number in range(40)}


def gzipped(data):
    return gzip.compress(data, mtime=0)


def plain_tar(items, form=tarfile.PAX_FORMAT):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=form) as archive:
        for name, data in items:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def tar(items, form=tarfile.PAX_FORMAT):
    return gzipped(plain_tar(items, form))


def zipped(items):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in items:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


@pytest.fixture
def documents(tmp_path):
    def read(data, sha256=None, **limits):
        path = tmp_path / "object"
        path.write_bytes(data)
        found = list(documents_in(sha256 or hashlib.sha256(data).hexdigest(), path, Limits(**limits)))
        assert list(tmp_path.iterdir()) == [path]
        return found

    return read


DAY = tar(NOTICES.items())
MONTH = tar([("2024-1/20240102.tar.gz", DAY), ("2024-1/20240103.tar.gz", DAY)])


@pytest.mark.parametrize(
    "packed",
    [
        DAY,
        plain_tar(NOTICES.items()),
        tar(NOTICES.items(), form=tarfile.GNU_FORMAT),
        tar(NOTICES.items(), form=tarfile.USTAR_FORMAT),
        zipped(NOTICES.items()),
    ],
    ids=["tar.gz", "tar", "gnu", "ustar", "zip"],
)
def test_every_document_of_an_archive_comes_out_as_it_went_in(documents, packed):
    found = documents(packed)
    assert {each.member: each.data for each in found} == NOTICES
    assert not [each for each in found if each.trouble]


def test_a_month_of_days_comes_out_with_the_day_in_the_name(documents):
    found = documents(MONTH)
    assert [each.data for each in found] == [*NOTICES.values()] * 2
    assert found[-1].member == "2024-1/20240103.tar.gz/20240102_1/00000039_2024.xml"


def test_a_plain_and_a_packed_document_are_the_document(documents):
    for data in (b"<notice/>", gzipped(b"<notice/>")):
        assert [(each.member, each.data) for each in documents(data)] == [("", b"<notice/>")]


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_and_norwegian_names_survive(documents, form):
    name = "mappe/" * 40 + "ærlig.xml"
    assert documents(tar([(name, b"<notice/>")], form=form))[0].member == name


def test_a_truncated_archive_gives_no_document_wherever_it_is_cut(documents):
    for cut in range(50, len(DAY) - 1, 97):
        (only,) = documents(DAY[:cut])
        assert only.trouble in {"archive_cut_off_or_damaged", "archive_cut_off"}
        assert only.member == ""


def test_a_tar_cut_between_two_members_is_not_taken_for_a_shorter_one(documents):
    plain = gzip.decompress(DAY)
    (only,) = documents(gzipped(plain[: 512 * 6]))
    assert only.trouble == "archive_cut_off"


def test_no_changed_byte_passes_for_another_archive(documents):
    chance = random.Random(20240102)
    for _ in range(300):
        changed = bytearray(DAY)
        changed[chance.randrange(len(DAY))] ^= 1 << chance.randrange(8)
        found = documents(bytes(changed))
        told = found[0].trouble or not found[0].data.startswith(b"<")  # the second is no XML, and told so further on
        assert told or [each.data for each in found] == [*NOTICES.values()]


def test_two_archives_in_one_are_not_read_as_the_first(documents):
    plain = gzip.decompress(DAY)
    (only,) = documents(plain + plain)
    assert only.trouble == "archive_goes_on_after_its_end"


def test_a_broken_day_costs_that_day_only(documents):
    found = documents(tar([("a.tar.gz", DAY[:-40]), ("b.tar.gz", DAY)]))
    assert [each.member for each in found if each.trouble] == ["a.tar.gz"]
    assert len(found) == 1 + len(NOTICES)


def test_a_damaged_member_of_a_zip_costs_that_member_only(documents):
    packed = bytearray(zipped(NOTICES.items()))
    packed[62] ^= 255
    found = documents(bytes(packed))
    assert [each.member for each in found if each.trouble] == ["20240102_1/00000000_2024.xml"]
    assert len(found) == len(NOTICES)


def test_names_that_climb_out_or_repeat_are_names_and_no_paths(documents):
    found = documents(tar([("../../etc/passwd", b"<a/>"), ("/abs", b"<b/>"), ("/abs", b"<c/>"), ("a\nb", b"<d/>")]))
    assert [each.data for each in found] == [b"<a/>", b"<b/>", b"<c/>", b"<d/>"]
    assert len({each.member for each in found}) == 4
    assert found[3].member == "a\\nb"


def test_links_and_devices_are_told_and_not_followed(documents):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            entry = tarfile.TarInfo(f"thing-{kind.decode()}")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    assert [each.trouble for each in documents(gzipped(packed.getvalue()))] == ["not_a_file"] * 4


def test_a_bomb_is_stopped_by_how_much_comes_out_of_how_little(documents):
    bomb = tar([(f"{number}", bytes(1_000_000)) for number in range(50)])
    (only,) = documents(bomb, document_bytes=2_000_000)
    assert only.trouble == "archive_expands_too_much"


def test_a_bomb_in_a_bomb_is_stopped_too(documents):
    bomb = tar([("inner.tar.gz", tar([(f"{number}", bytes(1_000_000)) for number in range(50)]))])
    (only,) = documents(bomb, document_bytes=2_000_000)
    assert only.trouble == "archive_expands_too_much"


def test_members_depth_and_size_are_bounded(documents):
    assert documents(DAY, documents=10)[0].trouble == "archive_has_too_many_members"
    deep = tar([("c", tar([("b", tar([("a", b"<a/>")]))]))])
    assert [each.trouble for each in documents(deep)] == ["archive_nested_too_deep"]
    found = documents(plain_tar([("large", b"<" + b"x" * 5000), ("small", b"<a/>")]), document_bytes=4000)
    assert [each.trouble for each in found] == ["too_large", None]
    assert documents(b"<" + b"x" * 5000, document_bytes=4000)[0].trouble == "too_large"


def test_bytes_that_changed_after_landing_are_not_read(documents):
    assert [each.trouble for each in documents(DAY, sha256="0" * 64)] == ["changed_after_landing"]


def test_an_archive_of_nothing_is_told(documents):
    assert [each.trouble for each in documents(tar([]))] == ["archive_empty"]


def test_of_two_archives_of_one_name_the_broken_one_alone_is_told(documents):
    found = documents(tar([("a.tar.gz", DAY[:-40]), ("a.tar.gz", DAY)]))
    assert [each.member for each in found if each.trouble] == ["a.tar.gz"]
    assert len(found) == 1 + len(NOTICES)


def test_members_of_one_name_get_names_that_no_other_has(documents):
    found = documents(tar([("x#3", b"<a/>"), ("x", b"<b/>"), ("x", b"<c/>")]))
    assert len({each.member for each in found}) == 3
