"""A folder that cannot be used is told with what was expected, and that helps."""

import os

import pytest

from tasks.programme.given_files import FolderError, bytes_of, files_in


def test_a_folder_that_is_missing_or_empty_is_one_once_the_file_that_is_expected_lies_in_it(tmp_path):
    folder = tmp_path / "programme"
    with pytest.raises(FolderError, match=r"no such folder\. Expected members\.csv\."):
        files_in(folder, "members.csv")
    folder.mkdir()
    with pytest.raises(FolderError, match=r"the folder is empty\. Expected members\.csv\."):
        files_in(folder, "members.csv")
    (folder / "members.csv").write_text("x")
    assert files_in(folder, "members.csv") == [folder / "members.csv"]


def test_a_file_that_may_not_be_read_is_read_with_the_right_to(tmp_path):
    path = tmp_path / "members.csv"
    path.write_bytes(b"x")
    path.chmod(0o000)
    is_root = os.geteuid() == 0
    if is_root:  # root may read everything
        os.seteuid(65_534)
    try:
        with pytest.raises(FolderError, match=r"cannot be read \(Permission denied\)\. Get the right to read it"):
            bytes_of(path)
    finally:
        if is_root:
            os.seteuid(0)
    path.chmod(0o400)
    assert bytes_of(path) == b"x"
