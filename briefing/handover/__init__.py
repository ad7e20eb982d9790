"""The handover room: what leaves the office, in one folder and one zip, with the proof that it arrived whole."""
